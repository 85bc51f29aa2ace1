export { type Connection, type Place, placeOf, zoneUrl } from './connection.ts';
export {
  contextEnvironment,
  contextPlace,
  contextSecrets,
  contextTargets,
  names,
} from './function/definition.ts';
export type { Json, JsonObject, JsonShape } from './json.ts';
export { deleteProperties } from './properties/delete.ts';
export { readProperties } from './properties/read-all.ts';
export { readSomeProperties } from './properties/read-some.ts';
export { saveProperties } from './properties/save.ts';
