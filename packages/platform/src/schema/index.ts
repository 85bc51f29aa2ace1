export {
  array,
  boolean,
  check,
  custom,
  oneOf,
  optional,
  pipe,
  strictObject,
  text,
  transform,
} from './core.ts';
export { flag, integer, jsonRecord, origins, record, url } from './fields.ts';
export { type InferEntries, parse } from './parse.ts';
