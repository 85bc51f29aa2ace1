import type { ApiVersion, ContextStoreV1 } from '../../src/index.ts';
import { ttlFor } from '../support.ts';

interface Call {
  name: string;
  apis: ApiVersion[];
  call(store: ContextStoreV1, api: ApiVersion): Promise<unknown>;
  /** Whether 404 is an error, not the answer that nothing is stored. */
  isLostOn404?: boolean;
  /** Whether any text is an answer. */
  takesText?: (api: ApiVersion) => boolean;
}

const BOTH: ApiVersion[] = ['v1', 'v2'];

const calls: Call[] = [
  {
    name: 'save',
    apis: BOTH,
    call: (store, api) => store.session('demo').save({ a: 1 }, ttlFor(api)),
    isLostOn404: true,
  },
  { name: 'readAll', apis: BOTH, call: (store) => store.session('demo').readAll() },
  { name: 'readSome', apis: BOTH, call: (store) => store.session('demo').readSome(['a']) },
  {
    name: 'readOne',
    apis: BOTH,
    call: (store) => store.session('demo').readOne('a'),
    takesText: (api) => api === 'v1',
  },
  { name: 'deleteOne', apis: BOTH, call: (store) => store.session('demo').deleteOne('a') },
  { name: 'deleteAll', apis: BOTH, call: (store) => store.session('demo').deleteAll() },
  { name: 'sessions.delete', apis: BOTH, call: (store) => store.sessions.delete('demo') },
  { name: 'sessions.list', apis: ['v1'], call: (store) => store.sessions.list('demo') },
  {
    name: 'namespaces.create',
    apis: ['v1'],
    call: (store) => store.namespaces.create('demo'),
    isLostOn404: true,
  },
  { name: 'namespaces.list', apis: ['v1'], call: (store) => store.namespaces.list() },
  { name: 'namespaces.delete', apis: ['v1'], call: (store) => store.namespaces.delete('demo') },
];

/** Every call that an API offers. */
export const everyCall = calls.flatMap(({ name, apis, call, isLostOn404 = false, takesText }) =>
  apis.map((api) => ({
    name,
    api,
    call: (store: ContextStoreV1) => call(store, api),
    isLostOn404,
    takesText: takesText?.(api) ?? false,
  })),
);
