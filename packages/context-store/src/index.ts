export {
  type ContextStore,
  type ContextStoreOptions,
  type ContextStoreV1,
  createContextStore,
  type Session,
} from './create.ts';
export {
  contextEnvironment,
  contextPlace,
  contextSecrets,
  contextTargets,
  propertyNames,
} from './function/definition.ts';
export { contextEnvironmentDocs, contextSecretsDocs } from './function/docs.ts';
export type { Json, JsonObject, JsonShape } from './json.ts';
export type { Namespace } from './namespaces/list.ts';
export type { Place } from './place.ts';
export { deleteProperties } from './properties/delete.ts';
export { readProperties } from './properties/read-all.ts';
export { readSomeProperties } from './properties/read-some.ts';
export { saveJson } from './properties/save.ts';
export type { Zone } from './zone.ts';
