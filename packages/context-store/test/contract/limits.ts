import { DONE, PLACE, type Step, V1, V2 } from './step.ts';

const HALF = 'x'.repeat(500_000);

/** What the service refuses, and how the caller hears of it. */
export const limits: Step[] = [
  {
    title: 'says what a session holds when something does not fit',
    async call(store, ttl) {
      const large = store.session('demo', 'large');
      await large.save({ first: HALF }, ttl);
      await large.save({ second: HALF }, ttl);
    },
    error:
      / answered 413 \(document too large\): a session holds at most 800000 .* besides the 500\d\d\d sent/,
    wire: {
      v1: [
        { request: `PATCH ${V1}/demo/large/properties`, body: { first: HALF }, status: 204 },
        {
          request: `PATCH ${V1}/demo/large/properties`,
          body: { second: HALF },
          status: 413,
          answer: 'document too large',
        },
      ],
      v2: [
        {
          request: `POST ${V2}/create`,
          body: { ...PLACE, sessionId: 'large', ttlSeconds: 3600, payload: { first: HALF } },
          status: 201,
          answer: DONE,
        },
        {
          request: `POST ${V2}/create`,
          body: { ...PLACE, sessionId: 'large', ttlSeconds: 3600, payload: { second: HALF } },
          status: 413,
          answer: 'document too large',
        },
      ],
    },
  },
];
