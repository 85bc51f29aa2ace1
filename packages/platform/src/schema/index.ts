export {
  boolean,
  custom,
  type Field,
  flag,
  integer,
  jsonRecord,
  oneOf,
  optional,
  origins,
  record,
  text,
  texts,
  url,
} from './fields.ts';
export { type Fields, type Output, parse } from './parse.ts';
