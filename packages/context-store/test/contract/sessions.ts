import { DONE, PLACE, SESSION, type Step, V1, V1_PATH, V2 } from './step.ts';

/** Where nothing names a session, the APIs differ. */
export const sessions: Step[] = [
  {
    title: 'saves outside of sessions',
    call: (store, ttl) => store.session('demo').save({ a: 1 }, ttl),
    wire: {
      v1: [{ request: `PATCH ${V1}/demo/properties`, body: { a: 1 }, status: 204 }],
      v2: [
        {
          request: `POST ${V2}/create`,
          body: { accountId: '12345', nameSpace: 'demo', ttlSeconds: 3600, payload: { a: 1 } },
          status: 201,
          answer: DONE,
        },
      ],
    },
  },
  {
    title: 'deletes that, with all its properties',
    call: (store) => store.sessions.delete('demo'),
    wire: {
      v1: [{ request: `DELETE ${V1}/demo/properties/`, status: 204 }],
      v2: [
        {
          request: `DELETE ${V2}/property/delete`,
          body: { accountId: '12345', nameSpace: 'demo' },
          status: 200,
          answer: DONE,
        },
      ],
    },
  },
  {
    title: 'deletes a session',
    call: (store) => store.sessions.delete('demo', SESSION),
    wire: {
      v1: [{ request: `DELETE ${V1_PATH}/`, status: 204 }],
      v2: [{ request: `DELETE ${V2}/property/delete`, body: PLACE, status: 200, answer: DONE }],
    },
  },
];
