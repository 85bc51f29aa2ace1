export {
  CONFIG_INVALID,
  type ErrorCode,
  type ErrorFacts,
  type FunctionError,
  failure,
  INPUT_INVALID,
  isFunctionError,
} from './errors.ts';
export type { Exchange, ExchangeRequest, Host, SecretStorage } from './host.ts';
export {
  type ApiRequestFields,
  apiRequestFields,
  isFormType,
  toHttpRequest,
  toResult,
} from './http/api-request.ts';
export { allowing, createHttpClient, detached, type HttpClient } from './http/client.ts';
export { resolveTarget } from './http/resolve.ts';
export { idempotent, type Outcome, type RetryPolicy, unconnected, unsent } from './http/retry.ts';
export type { HttpRequest, HttpResponse } from './http/types.ts';
export { isSecure, parseUrl } from './http/url.ts';
export { asText, isObject, isText, parseJson } from './json.ts';
export { type Clock, sleep, systemClock } from './run/clock.ts';
export { inTime } from './run/deadline.ts';
export {
  type AnyFunctionDefinition,
  defineFunction,
  type FunctionDefinition,
  type FunctionDocs,
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
  readOptional,
  type Secrets,
  secretNotFound,
  secretVariable,
} from './secrets/secrets.ts';
export { writeSecret } from './secrets/write.ts';
