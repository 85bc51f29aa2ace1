export type { Credential } from './api/connection.ts';
export type { Namespace } from './api/context-api.ts';
export {
  type ContextEnvironment,
  contextEnvironment,
  contextSecrets,
  contextTargets,
  lifetime,
  propertyNames,
} from './function/definition.ts';
export { contextEnvironmentDocs, contextSecretsDocs } from './function/docs.ts';
export { checkSaveAndDelete } from './function/save-and-delete.ts';
export { type ContextRun, contextSession, contextSessions, type SessionOf } from './function/sessions.ts';
export { type ApiVersion, DEFAULT_SESSION, type Zone } from './service/facts.ts';
export type { Json, JsonObject, JsonShape } from './service/json.ts';
export {
  type ContextStore,
  type ContextStoreV1,
  createContextStore,
  type ServiceOptions,
  type V1Options,
  type V2Options,
} from './store/context-store.ts';
export type { Session } from './store/session.ts';
