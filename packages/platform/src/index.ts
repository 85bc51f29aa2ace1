export { type ErrorCode, type ErrorFacts, FunctionError, isFunctionError } from './errors.ts';
export type { Exchange, ExchangeRequest, Host, SecretStorage } from './host.ts';
export { type ApiRequestFields, apiRequestFields, toHttpRequest, toResult } from './http/api-request.ts';
export type { HttpClient } from './http/client.ts';
export type { HttpRequest, HttpResponse, RetryPolicy } from './http/types.ts';
export { isObject, parseJson } from './json.ts';
export { type Clock, sleep, systemClock } from './run/clock.ts';
export { type Deadline, startDeadline } from './run/deadline.ts';
export {
  type AnyFunctionDefinition,
  defineFunction,
  type FunctionDefinition,
  type Run,
} from './run/define.ts';
export { commonEnvironment, readEnvironment } from './run/environment.ts';
export type { Log, LogLevel } from './run/log.ts';
export { createRedactor, type Redactor } from './run/redactor.ts';
export { runFunction } from './run/run.ts';
export {
  boolean,
  custom,
  type Field,
  type Fields,
  flag,
  integer,
  jsonRecord,
  type Output,
  oneOf,
  optional,
  origins,
  parse,
  record,
  text,
  texts,
  url,
} from './schema/index.ts';
export {
  createSecrets,
  type ReadOptions,
  type SecretStore,
  type Secrets,
  secretNotFound,
  secretText,
  secretVariable,
} from './secrets/secrets.ts';
