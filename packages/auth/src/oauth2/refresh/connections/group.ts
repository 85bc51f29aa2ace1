import {
  custom,
  FunctionError,
  isObject,
  isText,
  oneOf,
  optional,
  record,
  text,
  url,
} from '@lp-functions/platform';
import { isSecretName, parse } from '@lp-functions/platform/internal';
import { CLIENT_AUTHS } from '../../token-endpoint/index.ts';
import { type Connection, type ConnectionSecret, GRANTS, type Group, TOKEN_STORAGES } from './connection.ts';
import type { GroupDefaults } from './settings.ts';

/** A group as it is listed, with its connections. */
export interface ListedGroup {
  group: Group;
  connections: Connection[];
  /** A connection of this group with another name. */
  connect(name: string): Connection;
}

const YEAR_SECS = 31_536_000;
const MAX_NAME_CHARS = 200;

const secs = (min: number) =>
  custom<number>(
    `a whole number of seconds from ${min} to ${YEAR_SECS}`,
    (value) => typeof value === 'number' && Number.isInteger(value) && value >= min && value <= YEAR_SECS,
  );
const secretName = () =>
  custom<string>('the name of a secret, not its value', (value) => isText(value) && isSecretName(value));

const fields = {
  /** For the storage `context`, which tells groups apart by it. */
  name: optional(text()),
  tokenUrl: optional(url()),
  provider: optional(text()),
  grant: optional(oneOf(...GRANTS), 'refresh_token'),
  clientAuth: optional(oneOf(...CLIENT_AUTHS)),
  scope: optional(text()),
  extra: optional(record<string>('an object whose members are text', isText)),
  storage: optional(oneOf(...TOKEN_STORAGES)),
  defaultTtlSecs: optional(secs(1)),
  withinSecs: optional(secs(0)),
  /** Secrets that all connections of the group share. For a private key the latter names the key. */
  clientId: optional(secretName()),
  clientSecret: optional(secretName()),
  issuer: optional(text()),
  subject: optional(text()),
  audience: optional(text()),
  names: optional(
    custom<string[]>(
      `an array of names, each of 1 to ${MAX_NAME_CHARS} characters`,
      (names) => Array.isArray(names) && names.every(isConnectionName),
    ),
  ),
};

/** Whether a value can be the name of a connection. It becomes part of names of secrets and sessions. */
export const isConnectionName = (value: unknown): value is string =>
  isText(value) && value !== '' && value.length <= MAX_NAME_CHARS && !/[\p{Cc}\p{Cs}]/u.test(value);

/**
 * Reads one group of a list. What it leaves out is taken from the variables.
 * @param place where it stands, e.g. `crm[0]`
 * @throws `CONFIG_INVALID`, which names the place but never what stands there
 */
export function readGroup(listed: unknown, place: string, defaults: GroupDefaults): ListedGroup {
  const read = parse(fields, isObject(listed) ? listed : {}, 'CONFIG_INVALID', `${place}: `);
  const { tokenUrl, clientId, clientSecret, names } = read;
  const refuse = (text: string) => new FunctionError('CONFIG_INVALID', `${place}: ${text}`);
  if (read.provider !== undefined) {
    throw refuse('provider: no provider of this name is known; name its server by tokenUrl instead');
  }
  if (tokenUrl === undefined) throw refuse('tokenUrl: expected an https URL');

  const group: Group = {
    place,
    id: read.name ?? tokenUrl,
    tokenUrl,
    grant: read.grant,
    clientAuth: read.clientAuth ?? defaults.clientAuth,
    scope: read.scope ?? defaults.scope,
    extra: read.extra ?? defaults.extra,
    storage: read.storage ?? defaults.storage,
    defaultTtlSecs: read.defaultTtlSecs ?? defaults.defaultTtlSecs,
    withinSecs: read.withinSecs ?? defaults.withinSecs,
    assertion: undefined,
  };
  if (group.withinSecs > 0 && group.storage === 'separate') {
    const field = read.withinSecs === undefined ? 'REFRESH_WITHIN_SECS' : 'withinSecs';
    throw refuse(`${field}: needs the storage single or context, which keep the expiry`);
  }
  if (group.grant === 'jwt_bearer') group.assertion = assertionOf(read, refuse);
  // The tokens of others come by the payload.
  if (names === undefined && group.storage !== 'context') {
    throw refuse(`names: expected an array of names, each of 1 to ${MAX_NAME_CHARS} characters`);
  }

  const shared = { clientId, clientSecret, clientPrivateKey: clientSecret };
  const connect = (name: string): Connection => ({
    name,
    group,
    hasSharedClient: clientSecret !== undefined,
    nameOf: (secret) => sharedName(shared, secret) ?? `${name}_${secret}`,
  });
  return { group, connect, connections: (names ?? []).map(connect) };
}

const sharedName = (
  shared: { [name in ConnectionSecret]?: string | undefined },
  secret: ConnectionSecret,
): string | undefined => shared[secret];

function assertionOf(
  {
    issuer,
    subject,
    audience,
  }: { issuer?: string | undefined; subject?: string | undefined; audience?: string | undefined },
  refuse: (text: string) => FunctionError,
): Group['assertion'] {
  if (issuer === undefined) throw refuse('issuer: expected text; the grant jwt_bearer needs it');
  if (audience === undefined) throw refuse('audience: expected text; the grant jwt_bearer needs it');
  return { issuer, subject, audience };
}
