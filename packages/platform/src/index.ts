// What authors of functions need. What packages and tools need besides stands in internal.ts.
export type { ErrorCode } from './errors/codes.ts';
export { type ErrorFacts, FunctionError, isFunctionError } from './errors/function-error.ts';
export type { EventId, EventPayload, EventResult, Events } from './events/events.ts';
export type * from './events/payloads.ts';
export type * from './events/results.ts';
export {
  type ApiRequestFields,
  apiRequestFields,
  HTTP_METHODS,
  isFormType,
  toHttpRequest,
} from './http/api-request.ts';
export type { HttpClient } from './http/client.ts';
export { resolveTarget } from './http/resolve-target.ts';
export { type ApiResult, toResult } from './http/result.ts';
export { idempotent, unconnected, unsent } from './http/retry.ts';
export type { Attempt, HttpRequest, HttpResponse, RetryPolicy } from './http/types.ts';
export { asText, isObject, isText, parseJson } from './json/json.ts';
export type { Log, LogLevel } from './output/log.ts';
export type { Redactor } from './output/redactor.ts';
export {
  defineFunction,
  type Environment,
  type EventDefinition,
  type EventRun,
  type FunctionDefinition,
  type FunctionDocs,
  type Run,
} from './run/definition.ts';
export { type Instance, perInstance, perVariables } from './run/instance.ts';
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
} from './schema/fields.ts';
export type { Fields, Output } from './schema/parse.ts';
export type { SecretDeclaration, SecretDeclarations } from './secrets/declaration.ts';
export { type Secrets, secretNotFound } from './secrets/secrets.ts';
export { writeSecret } from './secrets/write.ts';
export { type Clock, sleep } from './time/clock.ts';
export { inTime } from './time/deadline.ts';
