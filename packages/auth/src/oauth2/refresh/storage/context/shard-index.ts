import { type Clock, isObject, isText, sleep } from '@lp-functions/platform';
import {
  asJson,
  type Json,
  type JsonObject,
  type TokenSession,
  type TokenSessions,
} from '../../../token-store/index.ts';
import { type Failure, type Reminders, readFailure } from '../../memory/failure.ts';
import { type Shard, shardOf } from '../../order/shards.ts';
import type { Directory } from './directory.ts';
import { createLease, LEASE, NO_LEASE } from './lease.ts';
import { connectionOf, type IndexEntry, propertyOf, type RefusedToken } from './properties.ts';

/** What a shard knows of its connections, read in one request and written in one. It may be behind. */
export interface ShardIndex {
  readonly entries: ReadonlyMap<string, IndexEntry>;
  /** Servers that were down when the last run ended, by origin. */
  readonly outages: Map<string, Failure>;
  readonly reminders: Reminders;
  /** Notes what has changed; `save` stores it. */
  set(connection: string, entry: IndexEntry): void;
  /**
   * Keeps other runs of the shard from the same work, as far as the store allows: the last one to ask has it.
   * @param until milliseconds since the epoch @returns whether this run has it
   */
  lease(holder: string, until: number): Promise<boolean>;
  /** Stores what has changed so far, for the case that the run does not get to its end. Never rejects. */
  saveSoon(): Promise<void>;
  /** Stores all changes and gives the lease back. Without any there is no request. */
  save(): Promise<void>;
}

/** Of the index itself. */
interface IndexState {
  /** When it was compared with the directory; an index without it is new, or what is left of a lost one. */
  checked_at?: number;
  /** When the lifetime of the directory was begun anew. */
  touched_at?: number;
  outages?: { [origin: string]: Failure };
  reminded_at?: number;
}

const SAVE_PAUSE_MS = 200;
const HOUR_SECS = 3_600;
const WEEK_SECS = 604_800;
const STATE = 'state';

export const indexSession = (sessions: TokenSessions, { index, count }: Shard): TokenSession =>
  sessions.session(`index.${index}-of-${count}`);

export interface IndexOptions {
  clock: Clock;
  sessions: TokenSessions;
  shard: Shard;
  directory: Directory;
}

/** Reads the index of a shard. Once an hour, and when it is new or lost, it is compared with the directory. */
export async function openShardIndex(options: IndexOptions): Promise<ShardIndex> {
  const { clock, sessions, shard } = options;
  const session = indexSession(sessions, shard);
  const properties = await session.readAll();
  const entries = entriesIn(properties);
  const state = stateIn(properties[STATE]);
  const outages = new Map(Object.entries(state.outages ?? {}));
  const reminders = { at: state.reminded_at };
  const changes = createChanges(clock, session, sessions.ttlSecs);
  const lease = createLease({ clock, session, ttlSecs: sessions.ttlSecs, found: properties[LEASE] });

  const set = (connection: string, entry: IndexEntry) => {
    const before = entries.get(connection);
    if (before && isSame(before, entry)) return;
    entries.set(connection, entry);
    changes.note(propertyOf(connection), asJson(entry));
  };
  const nowSecs = Math.floor(clock.now() / 1_000);
  if (Math.abs(nowSecs - (state.checked_at ?? 0)) >= HOUR_SECS) {
    for (const [connection, group] of await missingIn(entries, options)) set(connection, { group });
    await touchInTime(state, options.directory, nowSecs);
    state.checked_at = nowSecs;
    changes.note(STATE, asJson({ ...state }));
  }

  return {
    entries,
    outages,
    reminders,
    set,
    saveSoon: changes.saveSoon,
    lease: lease.take,
    async save() {
      const now = { ...state, outages: Object.fromEntries(outages), reminded_at: reminders.at };
      if (!isSame(now, { ...state, outages: state.outages ?? {} })) changes.note(STATE, asJson(now));
      if (lease.isTaken()) changes.note(LEASE, NO_LEASE);
      await changes.save();
    },
  };
}

/** What the directory knows of a shard and its index does not, with the groups. */
async function missingIn(
  entries: ReadonlyMap<string, IndexEntry>,
  { directory, shard }: IndexOptions,
): Promise<[connection: string, group: string][]> {
  const isMissing = (connection: string) =>
    shardOf(connection, shard.count) === shard.index && !entries.has(connection);
  return [...(await directory.read())].filter(([connection]) => isMissing(connection));
}

/** Lets the directory live on. A new index is as old as what the directory says of its connections. */
async function touchInTime(state: IndexState, directory: Directory, nowSecs: number): Promise<void> {
  state.touched_at ??= nowSecs;
  if (Math.abs(nowSecs - state.touched_at) < WEEK_SECS) return;
  await directory.touch(nowSecs);
  state.touched_at = nowSecs;
}

/** As JSON, in which absent members are no members. */
const isSame = (one: object, other: object): boolean =>
  JSON.stringify(asJson(one)) === JSON.stringify(asJson(other));

/** Properties on their way into a session. What a save fails with goes with the next one. */
function createChanges(clock: Clock, session: TokenSession, ttlSecs: number | undefined) {
  let changes: JsonObject = {};
  let saving: Promise<void> | undefined;

  const save = async () => {
    const saved = changes;
    changes = {};
    try {
      if (Object.keys(saved).length > 0) await session.save(saved, ttlSecs);
    } catch (error) {
      changes = { ...saved, ...changes };
      throw error;
    }
  };
  /** What is noted until it begins goes with it. */
  const saveLater = async () => {
    await sleep(clock, SAVE_PAUSE_MS);
    saving = undefined;
    await save().catch(() => {});
  };
  return {
    note(property: string, value: Json) {
      changes[property] = value;
    },
    save,
    saveSoon() {
      saving ??= saveLater();
      return saving;
    },
  };
}

function entriesIn(properties: { [name: string]: Json | undefined }): Map<string, IndexEntry> {
  const entries = new Map<string, IndexEntry>();
  for (const [property, value] of Object.entries(properties)) {
    const connection = connectionOf(property);
    const entry = readEntry(value);
    if (connection !== undefined && entry) entries.set(connection, entry);
  }
  return entries;
}

/** @returns `undefined` for what is no entry */
export function readEntry(value: unknown): IndexEntry | undefined {
  if (!isObject(value) || !isText(value.group)) return undefined;
  const { group, expires_at } = value;
  const failure = readFailure(value.failure);
  const refused = readRefused(value.refused);
  const entry: IndexEntry = { group };
  if (typeof expires_at === 'number' || expires_at === null) entry.expires_at = expires_at;
  if (failure) entry.failure = failure;
  if (refused) entry.refused = refused;
  return entry;
}

function readRefused(value: unknown): RefusedToken | undefined {
  if (!isObject(value) || !isText(value.token) || typeof value.at !== 'number') return undefined;
  return { token: value.token, at: value.at };
}

function stateIn(value: unknown): IndexState {
  if (!isObject(value)) return {};
  const state: IndexState = {};
  if (typeof value.checked_at === 'number') state.checked_at = value.checked_at;
  if (typeof value.touched_at === 'number') state.touched_at = value.touched_at;
  if (typeof value.reminded_at === 'number') state.reminded_at = value.reminded_at;
  if (isObject(value.outages)) {
    const outages = Object.entries(value.outages).flatMap(([origin, outage]) => {
      const failure = readFailure(outage);
      return failure ? [[origin, failure] as const] : [];
    });
    state.outages = Object.fromEntries(outages);
  }
  return state;
}
