import { CLIENT_AUTHS, parseShard, SHARD, TOKEN_STORAGES } from '@lp-functions/auth';
import { contextEnvironment } from '@lp-functions/context-store';
import {
  custom,
  type Environment,
  integer,
  isText,
  jsonRecord,
  oneOf,
  optional,
  text,
  url,
} from '@lp-functions/platform';

const YEAR_SECS = 31_536_000;

export const environment = {
  TOKEN_URL: optional(url()),
  CONNECTIONS: optional(text()),
  OAUTH2_PROVIDER: optional(text()),
  OAUTH2_TENANT: optional(text()),
  OAUTH2_CLIENT_AUTH: optional(oneOf(...CLIENT_AUTHS)),
  OAUTH2_SCOPE: optional(text()),
  OAUTH2_EXTRA_PARAMS: optional(jsonRecord()),
  OAUTH2_DEFAULT_TTL_SECS: optional(integer(1, YEAR_SECS)),
  TOKEN_STORAGE: optional(oneOf(...TOKEN_STORAGES), 'separate'),
  REFRESH_WITHIN_SECS: optional(integer(0, YEAR_SECS), '0'),
  SHARD: optional(custom<string>(SHARD, (value) => isText(value) && parseShard(value) !== undefined)),
  FAILURE_REMINDER_HOURS: optional(integer(1, 8_760), '24'),
  ...contextEnvironment,
  /** Only for the storage `context`. */
  CONTEXT_NAMESPACE: optional(contextEnvironment.CONTEXT_NAMESPACE),
};

export type Variables = Environment<typeof environment>;
