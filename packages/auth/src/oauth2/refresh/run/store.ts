import { FunctionError, isObject } from '@lp-functions/platform';
import { shortName } from '@lp-functions/platform/internal';
import { type JsonObject, type TokenSessions, tokenSession } from '../../token-store/index.ts';
import type { Connection } from '../connections/connection.ts';
import { isConnectionName, type ListedGroup } from '../connections/group.ts';
import { readConnections } from '../connections/read-connections.ts';
import { grouped } from '../order/grouped.ts';
import { type Shard, shardOf } from '../order/shards.ts';
import { propertyOf } from '../storage/context/properties.ts';
import { indexSession, readEntry } from '../storage/context/shard-index.ts';
import { createSecretReader } from '../storage/secret-reader.ts';
import { readTokenSet, redactTokens, type TokenSet } from '../storage/token-set.ts';
import type { RefreshRun } from './one.ts';
import { type OpenedContext, openContext, type RefreshOptions } from './open.ts';

/** Connections by name: their tokens and the group they belong to, or null for those that go. */
export type StoreRequest = Record<string, Record<string, unknown> | null>;

export interface StoreResult {
  stored: string[];
  removed: string[];
}

/** A connection as it is to be stored. */
interface NewConnection {
  connection: Connection;
  tokens: TokenSet;
}

/**
 * Adds, replaces and removes connections whose tokens are in the context session store. Each is stored in a moment
 * and refreshed by the next run of its shard.
 * @throws `INPUT_INVALID`, before anything is stored; `CONTEXT_REJECTED` and what the transport throws: what has been
 * stored by then stays, and storing it again does no harm
 */
export async function storeConnections(
  run: RefreshRun,
  options: RefreshOptions,
  request: StoreRequest,
): Promise<StoreResult> {
  for (const given of Object.values(request))
    if (given) redactTokens(run.redactor, readTokenSet(given) ?? {});
  const reader = createSecretReader(run);
  const { groups } = await readConnections(run, reader, options.settings);
  const inContext = groups.filter(({ group }) => group.storage === 'context');
  if (inContext.length === 0) {
    throw new FunctionError(
      'INPUT_INVALID',
      'store: works with the storage context only; set TOKEN_STORAGE=context',
    );
  }
  const added: NewConnection[] = [];
  const removed: string[] = [];
  for (const [name, given] of Object.entries(request)) {
    if (!isConnectionName(name))
      throw invalid(name, 'its name has to be printable text of at most 200 characters');
    if (given === null) removed.push(name);
    else added.push(newConnection(name, given, groups, inContext));
  }
  const context = await openContext(run, options, reader);
  if (added.length > 0) await add(context, added);
  for (const name of removed) await remove(context, name);
  return { stored: added.map(({ connection }) => connection.name), removed };
}

function newConnection(
  name: string,
  given: Record<string, unknown>,
  groups: readonly ListedGroup[],
  inContext: readonly ListedGroup[],
): NewConnection {
  const { group: wanted, ...rest } = given;
  const { failure, ...tokens } = readTokenSet(rest) ?? {};
  const found = groupOf(wanted, groups, inContext);
  if (!found) throw invalid(name, 'group: expected the name of a configured group whose storage is context');
  const elsewhere = groups.find(({ connections }) => connections.some((each) => each.name === name));
  if (elsewhere && elsewhere !== found) throw invalid(name, `it is configured in ${elsewhere.group.place}`);
  if (found.group.grant === 'refresh_token' && tokens.refresh_token === undefined) {
    throw invalid(name, 'refresh_token: expected text');
  }
  return { connection: found.connect(name), tokens };
}

/** By the group's name, by its token URL if it has none, or by its place, e.g. `crm[0]` or 0. */
function groupOf(
  wanted: unknown,
  groups: readonly ListedGroup[],
  inContext: readonly ListedGroup[],
): ListedGroup | undefined {
  const [only, ...others] = inContext;
  if (wanted === undefined) return others.length === 0 ? only : undefined;
  const byPlace = typeof wanted === 'number' ? groups[wanted] : undefined;
  const found = byPlace ?? inContext.find(({ group }) => group.id === wanted || group.place === wanted);
  return found && inContext.includes(found) ? found : undefined;
}

/** The tokens first: whatever goes wrong then, nobody has to connect the account again. */
async function add(context: OpenedContext, added: readonly NewConnection[]): Promise<void> {
  const { sessions, directory, shard } = context;
  await Promise.all(added.map((each) => addTokens(context, each)));
  await directory.add(new Map(added.map(({ connection }) => [connection.name, connection.group.id])));
  const byShard = grouped(added, ({ connection }) => shardOf(connection.name, shard.count));
  await Promise.all(
    [...byShard].map(([index, itsAdded]) => addToIndex(sessions, { index, count: shard.count }, itsAdded)),
  );
}

async function addTokens(
  { sessions, keys }: OpenedContext,
  { connection, tokens }: NewConnection,
): Promise<void> {
  const { name, group } = connection;
  const { accountId, namespace, ttlSecs } = sessions;
  const sealedFor = { accountId, namespace, connection: name, group: group.id };
  const sealed = keys.seal(JSON.stringify(tokens), sealedFor);
  await tokenSession(sessions, name).save({ group: group.id, sealed }, ttlSecs);
}

/** What has no access token yet is looked at first. */
function entryOf({ group }: Connection, { access_token, expires_at }: TokenSet): JsonObject {
  return access_token !== undefined && expires_at !== undefined
    ? { group: group.id, expires_at }
    : { group: group.id };
}

/** Looked at again: a failure that stays in the index would keep the new tokens waiting. */
async function addToIndex(
  sessions: TokenSessions,
  shard: Shard,
  added: readonly NewConnection[],
): Promise<void> {
  const index = indexSession(sessions, shard);
  const entries = added.map(({ connection, tokens }) => [
    propertyOf(connection.name),
    entryOf(connection, tokens),
  ]);
  await index.save(Object.fromEntries(entries), sessions.ttlSecs);
  const stored = await index.readAll();
  for (const { connection } of added) {
    const entry = readEntry(stored[propertyOf(connection.name)]);
    if (entry?.group !== connection.group.id || entry.failure) throw notTaken(connection.name);
  }
}

/** The directory first: what is in no directory is not found again. */
async function remove({ sessions, directory, shard }: OpenedContext, name: string): Promise<void> {
  const index = indexSession(sessions, { index: shardOf(name, shard.count), count: shard.count });
  const property = propertyOf(name);
  await directory.remove(name);
  await index.deleteOne(property);
  await tokenSession(sessions, name).deleteAll();
  if ((await index.readOne(property)) !== undefined) throw notTaken(name);
}

const invalid = (name: string, text: string) =>
  new FunctionError('INPUT_INVALID', `store: ${shortName(name)}: ${text}`);

const notTaken = (name: string) =>
  new FunctionError(
    'CONTEXT_REJECTED',
    `the context store has not taken what was stored for ${name}; store it again`,
  );

/** For a field of a payload. */
export const isStoreRequest = (value: unknown): value is StoreRequest =>
  isObject(value) && Object.values(value).every((tokens) => tokens === null || isObject(tokens));
