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
import type { ResolvedTokenEndpoint } from '../../../providers/index.ts';
import { CLIENT_AUTHS } from '../../token-endpoint/index.ts';
import {
  type Assertion,
  type Connection,
  type ConnectionSecret,
  GRANTS,
  type Group,
  TOKEN_STORAGES,
} from './connection.ts';
import { endpointOfGroup } from './endpoint.ts';
import { DEFAULT_CLIENT_AUTH, type GroupDefaults } from './settings.ts';

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
  tenant: optional(text()),
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
 * Reads one group of a list. What it leaves out is what its provider wants, or taken from the variables.
 * @param place where it stands, e.g. `crm[0]`
 * @param account in which the function runs
 * @throws `CONFIG_INVALID`, which names the place but never what stands there
 */
export function readGroup(
  listed: unknown,
  place: string,
  defaults: GroupDefaults,
  account: string | undefined,
): ListedGroup {
  const read = parse(fields, isObject(listed) ? listed : {}, 'CONFIG_INVALID', `${place}: `);
  const { audience, grant, clientId, clientSecret, names } = read;
  const refuse = (text: string) => new FunctionError('CONFIG_INVALID', `${place}: ${text}`);
  const endpoint = endpointOfGroup(
    grant,
    { ...read, account, audience: undefined, jwtAudience: audience },
    defaults,
    place,
  );
  const group: Group = {
    ...endpoint,
    place,
    id: read.name ?? read.tokenUrl ?? idOf(read, defaults),
    grant,
    clientAuth: endpoint.clientAuth ?? DEFAULT_CLIENT_AUTH,
    storage: read.storage ?? defaults.storage,
    withinSecs: read.withinSecs ?? defaults.withinSecs,
    assertion: undefined,
  };
  if (group.withinSecs > 0 && group.storage === 'separate') {
    const field = read.withinSecs === undefined ? 'REFRESH_WITHIN_SECS' : 'withinSecs';
    throw refuse(`${field}: needs the storage single or context, which keep the expiry`);
  }
  if (grant === 'jwt_bearer') group.assertion = assertionOf(read, endpoint, refuse);
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

/** The name of a provider, and not its address: that may move one day, and the tokens have to be found then. */
const idOf = (
  read: { provider?: string | undefined; tenant?: string | undefined },
  defaults: GroupDefaults,
) => [read.provider ?? defaults.provider, read.tenant ?? defaults.tenant].filter(Boolean).join(':');

function assertionOf(
  read: { issuer?: string | undefined; subject?: string | undefined; provider?: string | undefined },
  { jwtAudience, isScopeInAssertion, tokenUrl }: ResolvedTokenEndpoint,
  refuse: (text: string) => FunctionError,
): Assertion {
  const { issuer, subject, provider } = read;
  // Providers whose audience is another than their token endpoint are known for that.
  const audience = jwtAudience ?? (provider === undefined ? undefined : tokenUrl);
  if (issuer === undefined) throw refuse('issuer: expected text; the grant jwt_bearer needs it');
  if (audience === undefined) throw refuse('audience: expected text; the grant jwt_bearer needs it');
  return { issuer, subject, audience, isScopeInAssertion };
}
