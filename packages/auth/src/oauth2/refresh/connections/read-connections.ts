import { FunctionError, isFunctionError, parseJson, type Run } from '@lp-functions/platform';
import { isSecretName } from '@lp-functions/platform/internal';
import type { ResolvedTokenEndpoint } from '../../../providers/index.ts';
import type { SecretReader } from '../storage/secret-reader.ts';
import type { Connection, Group } from './connection.ts';
import { endpointOfVariables } from './endpoint.ts';
import { type ListedGroup, readGroup } from './group.ts';
import { type ConnectionSettings, DEFAULT_CLIENT_AUTH, defaultsIn } from './settings.ts';

/** Something in the configuration that is of no use, while the rest is. */
export interface Problem {
  /** E.g. `crm[1]`. */
  place: string;
  error: FunctionError;
}

/** What is configured. */
export interface Configured {
  groups: ListedGroup[];
  problems: Problem[];
}

/**
 * The configured groups with their connections. A group that is malformed, or a list that cannot be read, is a problem
 * of its own, as long as there are others.
 * @throws `CONFIG_INVALID`, which names the place but never what stands there; `SECRET_NOT_FOUND`,
 * `SECRET_READ_FAILED`
 */
export async function readConnections(
  { accountId, secrets }: Pick<Run, 'accountId' | 'secrets'>,
  reader: SecretReader,
  settings: ConnectionSettings,
): Promise<Configured> {
  const { TOKEN_URL: tokenUrl, CONNECTIONS: lists } = settings;
  const endpoint = endpointOfVariables(settings, accountId);
  if (endpoint) return { groups: [onlyGroup(settings, endpoint, secrets)], problems: [] };
  if (tokenUrl !== undefined || lists === undefined) {
    throw new FunctionError(
      'CONFIG_INVALID',
      'TOKEN_URL, CONNECTIONS: expected one of them, and not both; OAUTH2_PROVIDER stands for TOKEN_URL',
    );
  }

  const read = await Promise.all(listNames(lists).map((name) => readList(reader, name, settings, accountId)));
  const configured = withoutRepeated(read.flatMap(({ groups }) => groups));
  const problems = [...read.flatMap((list) => list.problems), ...configured.problems];
  if (problems.length > 0 && configured.groups.length === 0) throw asOne(problems);
  return { groups: configured.groups, problems };
}

function onlyGroup(
  settings: ConnectionSettings,
  endpoint: ResolvedTokenEndpoint,
  secrets: Run['secrets'],
): ListedGroup {
  const defaults = defaultsIn(settings);
  if (defaults.withinSecs > 0 && defaults.storage === 'separate') {
    throw new FunctionError(
      'CONFIG_INVALID',
      'REFRESH_WITHIN_SECS: needs TOKEN_STORAGE single or context, which keep the expiry',
    );
  }
  const group: Group = {
    ...endpoint,
    place: 'TOKEN_URL',
    id: 'default',
    clientAuth: endpoint.clientAuth ?? DEFAULT_CLIENT_AUTH,
    storage: defaults.storage,
    withinSecs: defaults.withinSecs,
    grant: 'refresh_token',
    assertion: undefined,
  };
  const connect = (name: string): Connection => ({
    name,
    group,
    hasSharedClient: true,
    nameOf: (secret) => secrets.nameOf(secret),
  });
  return { group, connect, connections: [connect('default')] };
}

function listNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.every(isSecretName)) return names;
  throw new FunctionError(
    'CONFIG_INVALID',
    'CONNECTIONS: expected the name of a secret, or several separated by commas; the list itself belongs into it',
  );
}

async function readList(
  reader: SecretReader,
  name: string,
  settings: ConnectionSettings,
  account: string | undefined,
): Promise<Configured> {
  try {
    // It names secrets and holds none.
    const list = parseJson(await reader.readOnce(name, { isIdentifier: true }));
    if (!Array.isArray(list)) {
      throw new FunctionError('CONFIG_INVALID', `the secret ${name}: expected a JSON array of groups`);
    }
    return readGroups(list, name, settings, account);
  } catch (error) {
    if (isFunctionError(error)) return { groups: [], problems: [{ place: name, error }] };
    throw error;
  }
}

function readGroups(
  list: readonly unknown[],
  name: string,
  settings: ConnectionSettings,
  account: string | undefined,
): Configured {
  const configured: Configured = { groups: [], problems: [] };
  const defaults = defaultsIn(settings);
  for (const [index, listed] of list.entries()) {
    const place = `${name}[${index}]`;
    try {
      configured.groups.push(readGroup(listed, place, defaults, account));
    } catch (error) {
      if (!isFunctionError(error)) throw error;
      configured.problems.push({ place, error });
    }
  }
  return configured;
}

/** Of groups that cannot be told apart, or that share the name of a connection, the first one stands. */
function withoutRepeated(listed: readonly ListedGroup[]): Configured {
  const configured: Configured = { groups: [], problems: [] };
  const placeOfName = new Map<string, string>();
  const placeOfId = new Map<string, string>();
  for (const each of listed) {
    const { place, id, storage } = each.group;
    const names = each.connections.map(({ name }) => name);
    const fault =
      repeatedName(names, placeOfName) ?? (storage === 'context' ? repeatedId(id, placeOfId) : undefined);
    if (fault !== undefined) {
      configured.problems.push({ place, error: new FunctionError('CONFIG_INVALID', `${place}: ${fault}`) });
      continue;
    }
    for (const name of names) placeOfName.set(name, place);
    if (storage === 'context') placeOfId.set(id, place);
    configured.groups.push(each);
  }
  return configured;
}

function repeatedName(
  names: readonly string[],
  placeOfName: ReadonlyMap<string, string>,
): string | undefined {
  const index = names.findIndex((name, at) => placeOfName.has(name) || names.indexOf(name) < at);
  const name = names[index];
  if (name === undefined) return undefined;
  return `names: number ${index + 1} stands in ${placeOfName.get(name) ?? 'the same group'} already`;
}

function repeatedId(id: string, placeOfId: ReadonlyMap<string, string>): string | undefined {
  const other = placeOfId.get(id);
  return other && `name: expected a name of its own, as ${other} has the same name or tokenUrl`;
}

/** All that is wrong, in one error. */
function asOne(problems: readonly Problem[]): FunctionError {
  const [first, ...others] = problems.map(({ error }) => error);
  if (first && others.length === 0) return first;
  return new FunctionError('CONFIG_INVALID', problems.map(({ error }) => error.text).join('; '));
}
