export { type ContextStoreProcess, startContextStoreProcess } from './process.ts';
export {
  type ContextStoreServer,
  type ContextStoreServerOptions,
  type Fault,
  startContextStore,
} from './server.ts';
export { MAX_DOCUMENT_CHARS } from './storage.ts';
