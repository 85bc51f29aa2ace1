import { NOT_FOUND, SESSION, type Step, V1 } from './step.ts';

/** What only V1 offers. */
export const listings: Step[] = [
  {
    title: 'creates a namespace with a lifetime',
    call: (store) => store.namespaces.create('with-hyphen', { ttlSeconds: 60 }),
    wire: { v1: [{ request: `POST ${V1}?ttlSecond=60`, body: { name: 'with-hyphen' }, status: 204 }] },
  },
  {
    title: 'creates a namespace without one',
    call: (store) => store.namespaces.create('plain'),
    wire: { v1: [{ request: `POST ${V1}`, body: { name: 'plain' }, status: 204 }] },
  },
  {
    title: 'lists namespaces, those included that a save created',
    async call(store) {
      const namespaces = await store.namespaces.list();
      return namespaces.map(({ createdAt, ...rest }) => ({ ...rest, isDated: Date.parse(createdAt) > 0 }));
    },
    result: [
      { name: 'demo', isDated: true },
      { name: 'plain', isDated: true },
      { name: 'with-hyphen', ttlSeconds: 60, isDated: true },
    ],
    wire: {
      v1: [
        {
          request: `GET ${V1}`,
          status: 200,
          answer: [
            { name: 'demo', createdAt: '2026-01-01T00:00:00.000Z' },
            { name: 'plain', createdAt: '2026-01-01T00:00:00.000Z' },
            { name: 'with-hyphen', createdAt: '2026-01-01T00:00:00.000Z', ttlSecond: 60 },
          ],
        },
      ],
    },
  },
  {
    title: 'deletes a namespace, whether or not it is there',
    call: async (store) => {
      await store.namespaces.delete('plain');
      await store.namespaces.delete('plain');
    },
    wire: {
      v1: [
        { request: `DELETE ${V1}/plain`, status: 204 },
        { request: `DELETE ${V1}/plain`, status: 404, answer: NOT_FOUND },
      ],
    },
  },
  {
    title: 'lists sessions',
    call: (store) => store.sessions.list('demo'),
    result: [SESSION],
    wire: { v1: [{ request: `GET ${V1}/demo/session-ids`, status: 200, answer: [SESSION] }] },
  },
  {
    title: 'lists no sessions of a namespace that nobody created',
    call: (store) => store.sessions.list('nobody'),
    result: [],
    wire: { v1: [{ request: `GET ${V1}/nobody/session-ids`, status: 200, answer: [] }] },
  },
];
