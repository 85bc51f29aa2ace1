import { asText, FunctionError, isFunctionError } from '@lp-functions/platform';
import { type KeyRing, readKeyRing, type TokenSessions } from '../../token-store/index.ts';
import type { Connection } from '../connections/connection.ts';
import type { ListedGroup } from '../connections/group.ts';
import { type Problem, readConnections } from '../connections/read-connections.ts';
import type { ConnectionSettings } from '../connections/settings.ts';
import type { Failure } from '../memory/failure.ts';
import { instanceMemory, type RememberedFailure } from '../memory/instance.ts';
import { grouped } from '../order/grouped.ts';
import type { Candidate } from '../order/plan.ts';
import { parseShard, type Shard, shardOf } from '../order/shards.ts';
import { contextStorage, noGroup } from '../storage/context/context-storage.ts';
import { createDirectory, type Directory } from '../storage/context/directory.ts';
import { openShardIndex, type ShardIndex } from '../storage/context/shard-index.ts';
import { createSecretReader, type SecretReader } from '../storage/secret-reader.ts';
import { separateStorage } from '../storage/separate.ts';
import { singleStorage } from '../storage/single.ts';
import type { Known, TokenStorage } from '../storage/token-storage.ts';
import type { RefreshRun } from './one.ts';

/** The variables of a deployment that refreshes. */
export interface RefreshSettings extends ConnectionSettings {
  /** Which part of the connections is its own, e.g. `3/10`. */
  SHARD: string | undefined;
  FAILURE_REMINDER_HOURS: number;
}

export interface RefreshOptions {
  settings: RefreshSettings;
  /** Only these connections. @default all */
  connections?: readonly string[] | undefined;
  /** Where the storage `context` keeps tokens; called when a group uses it. */
  sessions(): Promise<TokenSessions>;
}

/** Connections, and where their tokens are. */
export interface Opened {
  reader: SecretReader;
  /** In this shard, and wanted. */
  connections: Connection[];
  problems: Problem[];
  storageOf(connection: Connection): TokenStorage;
  /** Of the storage `context`, if a group uses it. */
  index: ShardIndex | undefined;
}

/** The storage `context` of an account. */
export interface OpenedContext {
  sessions: TokenSessions;
  keys: KeyRing;
  directory: Directory;
  shard: Shard;
}

/**
 * Finds the connections of this run.
 * @throws `CONFIG_INVALID`, `SECRET_NOT_FOUND`, `SECRET_READ_FAILED` when nothing is left that could be refreshed;
 * `INPUT_INVALID` for a wanted connection that there is not
 */
export async function open(run: RefreshRun, options: RefreshOptions): Promise<Opened> {
  const reader = createSecretReader(run);
  const { groups, problems } = await readConnections(run, reader, options.settings);
  const storages = new Map<string, TokenStorage>([
    ['separate', separateStorage(run, reader)],
    ['single', singleStorage(run, reader)],
  ]);
  const shard = shardIn(options.settings);
  const isOurs = ({ name }: Connection) => shardOf(name, shard.count) === shard.index;
  const inSecrets = groups.filter(({ group }) => group.storage !== 'context');
  let connections = inSecrets.flatMap((each) => each.connections.filter(isOurs));

  let index: ShardIndex | undefined;
  const inContext = groups.filter(({ group }) => group.storage === 'context');
  if (inContext.length > 0) {
    try {
      const context = await openContext(run, options, reader);
      index = await openShardIndex({ clock: run.clock, ...context });
      const connect = connector(inContext);
      storages.set('context', contextStorage({ run, ...context, index, connect }));
      const found = connectionsOf(index, inContext, isOurs, connect);
      connections = [...connections, ...found.connections];
      problems.push(...found.problems);
    } catch (error) {
      if (!isFunctionError(error) || (connections.length === 0 && isConfiguration(error))) throw error;
      problems.push({ place: 'the storage context', error });
    }
  }
  return {
    reader,
    index,
    problems,
    connections: wanted(connections, options, problems),
    storageOf: ({ group }) => storages.get(group.storage) ?? noStorage(),
  };
}

export function shardIn({ SHARD }: RefreshSettings): Shard {
  return (SHARD === undefined ? undefined : parseShard(SHARD)) ?? { index: 1, count: 1 };
}

/** @throws `CONFIG_INVALID`, `SECRET_NOT_FOUND`, `SECRET_READ_FAILED`, what `sessions` throws */
export async function openContext(
  run: RefreshRun,
  { sessions, settings }: RefreshOptions,
  reader: SecretReader,
): Promise<OpenedContext> {
  const keyName = run.secrets.nameOf('tokenSealingKey');
  const [opened, key] = await Promise.all([sessions(), reader.readOnce(keyName)]);
  return {
    sessions: opened,
    keys: readKeyRing(asText(key), keyName),
    directory: createDirectory(opened),
    shard: shardIn(settings),
  };
}

/** Connections by their names and the ids of their groups. */
export function connector(
  groups: readonly ListedGroup[],
): (name: string, group: string) => Connection | undefined {
  const byId = new Map(groups.map((each) => [each.group.id, each]));
  return (name, group) => byId.get(group)?.connect(name);
}

/** Those that the index knows, and those that the configuration names. */
function connectionsOf(
  index: ShardIndex,
  groups: readonly ListedGroup[],
  isOurs: (connection: Connection) => boolean,
  connect: (name: string, group: string) => Connection | undefined,
): Pick<Opened, 'connections' | 'problems'> {
  const connections: Connection[] = [];
  const withoutGroup = new Map<string, Problem>();
  for (const [name, { group }] of index.entries) {
    const connection = connect(name, group);
    if (connection) connections.push(connection);
    else withoutGroup.set(group, { place: `the group ${group}`, error: noGroup(name, group) });
  }
  const named = groups.flatMap((each) => each.connections);
  const unknown = named.filter((connection) => isOurs(connection) && !index.entries.has(connection.name));
  return { connections: [...connections, ...unknown], problems: [...withoutGroup.values()] };
}

function wanted(
  connections: readonly Connection[],
  { connections: names, settings }: RefreshOptions,
  problems: readonly Problem[],
): Connection[] {
  if (!names) return [...connections];
  const byName = new Map(connections.map((connection) => [connection.name, connection]));
  const found = new Set<Connection>();
  for (const [index, name] of names.entries()) {
    const connection = byName.get(name);
    if (!connection) {
      const where = settings.SHARD === undefined ? '' : ` in shard ${settings.SHARD}`;
      const [problem] = problems;
      const hint = problem ? `; perhaps because of ${problem.error.message}` : '';
      throw new FunctionError(
        'INPUT_INVALID',
        `connections[${index}]: there is no such connection${where}${hint}`,
      );
    }
    found.add(connection);
  }
  return [...found];
}

/** What is known of connections before any of them is looked at. */
export async function survey(
  { instance }: Pick<RefreshRun, 'instance'>,
  { connections, storageOf }: Pick<Opened, 'connections' | 'storageOf'>,
): Promise<Candidate[]> {
  const { exchanged, failures } = instanceMemory(instance);
  const known = new Map<string, Known>();
  for (const [storage, itsConnections] of grouped(connections, storageOf)) {
    for (const [name, each] of await storage.survey(itsConnections)) known.set(name, each);
  }
  return connections.map((connection) => {
    const place = storageOf(connection).placeOf(connection);
    const tokens = exchanged.get(place);
    return {
      connection,
      known: known.get(connection.name),
      failure:
        known.get(connection.name)?.failure ?? rememberedFor(failures.get(place), known.get(connection.name)),
      isUnsaved: tokens?.isSaved === false,
      refreshedAt: tokens?.at ?? 0,
    };
  });
}

/** What an instance remembers of a refresh token is not true of another one. */
function rememberedFor(
  remembered: RememberedFailure | undefined,
  known: Known | undefined,
): Failure | undefined {
  const failed = remembered?.refreshToken;
  const stored = known?.refreshToken;
  const isOfAnother = failed !== undefined && stored !== undefined && failed !== stored;
  return isOfAnother ? undefined : remembered?.failure;
}

/** What only a person can mend, who should hear of it in every run as long as there is nothing else to do. */
const isConfiguration = ({ code }: FunctionError): boolean =>
  code === 'CONFIG_INVALID' || code === 'SECRET_NOT_FOUND';

function noStorage(): never {
  throw new FunctionError('INTERNAL', 'a connection has no storage');
}
