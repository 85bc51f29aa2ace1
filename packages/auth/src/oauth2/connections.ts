import {
  custom,
  FunctionError,
  isObject,
  oneOf,
  optional,
  parseJson,
  type Run,
  text,
  url,
} from '@lp-functions/platform';
import { parse } from '@lp-functions/platform/internal';
import type { Connection } from './refresh-connection.ts';
import { readFresh, TOKEN_STORAGES, type TokenLocation } from './stored-tokens.ts';
import { CLIENT_AUTHS, type ClientAuth } from './token-endpoint/index.ts';

/** The variables that say which connections there are. */
export interface ConnectionSettings {
  /** Of the only connection, which is called `default`. */
  TOKEN_URL: string | undefined;
  /** Or the secret that lists many: a JSON array of groups. What a group leaves out is taken from the variables. */
  CONNECTIONS: string | undefined;
  OAUTH2_CLIENT_AUTH: ClientAuth;
  OAUTH2_SCOPE: string | undefined;
  OAUTH2_EXTRA_PARAMS: Record<string, string> | undefined;
  TOKEN_STORAGE: TokenLocation['storage'];
  /** 0: tokens are refreshed whenever they expire. */
  REFRESH_WITHIN_SECS: number;
}

/**
 * The configured connections.
 * @param wanted only those with these names
 * @throws `CONFIG_INVALID`, which names the place but never what stands there; `INPUT_INVALID` for an unknown name;
 * `SECRET_NOT_FOUND`, `SECRET_READ_FAILED`
 */
export async function readConnections(
  secrets: Run['secrets'],
  env: ConnectionSettings,
  wanted?: readonly string[],
): Promise<Connection[]> {
  const connections = await readAll(secrets, env);
  if (env.REFRESH_WITHIN_SECS && connections.some(({ storage }) => storage !== 'single')) {
    throw new FunctionError('CONFIG_INVALID', 'REFRESH_WITHIN_SECS: works with the storage single only');
  }
  const names = connections.map(({ name }) => name);
  const unknown = wanted?.findIndex((name) => !names.includes(name)) ?? -1;
  if (unknown >= 0) throw new FunctionError('INPUT_INVALID', `connections[${unknown}]: no such connection`);
  return connections.filter(({ name }) => wanted?.includes(name) ?? true);
}

async function readAll(
  secrets: Run['secrets'],
  {
    TOKEN_URL: tokenUrl,
    CONNECTIONS: list,
    OAUTH2_CLIENT_AUTH: clientAuth,
    OAUTH2_SCOPE: scope,
    OAUTH2_EXTRA_PARAMS: extra,
    TOKEN_STORAGE: storage,
  }: ConnectionSettings,
): Promise<Connection[]> {
  if (tokenUrl && !list) {
    return [{ name: 'default', tokenUrl, clientAuth, scope, extra, storage, nameOf: secrets.nameOf }];
  }
  if (tokenUrl || !list)
    throw new FunctionError('CONFIG_INVALID', 'TOKEN_URL, CONNECTIONS: expected one of them');

  const groups = parseJson(await readFresh(secrets, list));
  if (!Array.isArray(groups))
    throw new FunctionError('CONFIG_INVALID', `${list}: expected a JSON array of groups`);
  const known = new Set();
  const fields = {
    tokenUrl: url(),
    clientAuth: optional(oneOf(...CLIENT_AUTHS), clientAuth),
    scope: optional(text(), scope),
    storage: optional(oneOf(...TOKEN_STORAGES), storage),
    /** Secrets that all connections of the group share. For `private_key_jwt` the latter holds the key. */
    clientId: optional(text()),
    clientSecret: optional(text()),
    names: custom<string[]>(
      'an array of names, each of them once',
      (names) =>
        Array.isArray(names) &&
        names.every((name) => name && typeof name === 'string' && known.size < known.add(name).size),
    ),
  };
  return groups.flatMap((group, index) => {
    const { names, clientId, clientSecret, ...shared } = parse(
      fields,
      isObject(group) ? group : {},
      'CONFIG_INVALID',
      `${list}[${index}]: `,
    );
    const sharedSecrets: Record<string, string | undefined> = {
      clientId,
      clientSecret,
      clientPrivateKey: clientSecret,
    };
    return names.map((name) => ({
      ...shared,
      name,
      extra,
      nameOf: (secret: string) => sharedSecrets[secret] ?? `${name}_${secret}`,
    }));
  });
}
