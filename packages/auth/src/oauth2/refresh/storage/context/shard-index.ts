import { type Clock, isObject, isText, sleep } from '@lp-functions/platform';
import {
  asJson,
  type Json,
  type JsonObject,
  type TokenSession,
  type TokenSessions,
} from '../../../token-store/index.ts';
import { type Failure, readFailure } from '../../memory/failure.ts';
import { type Shard, shardOf } from '../../order/shards.ts';
import type { Directory } from './directory.ts';
import { connectionOf, type IndexEntry, propertyOf, type RefusedToken } from './properties.ts';

/** What a shard knows of its connections, read in one request and written in one. It may be behind. */
export interface ShardIndex {
  readonly entries: ReadonlyMap<string, IndexEntry>;
  /** Servers that were down when the last run ended, by origin. */
  readonly outages: Map<string, Failure>;
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

interface Lease {
  holder: string;
  /** Milliseconds since the epoch. */
  until: number;
}

/** Of the index itself. */
interface IndexState {
  /** When it was compared with the directory; an index without it is new, or what is left of a lost one. */
  checked_at?: number;
  /** When the lifetime of the directory was begun anew. */
  touched_at?: number;
  outages?: { [origin: string]: Failure };
}

const SAVE_PAUSE_MS = 200;
const HOUR_SECS = 3_600;
const WEEK_SECS = 604_800;
const LEASE = 'lease';
const STATE = 'state';

export const indexSession = (sessions: TokenSessions, { index, count }: Shard): TokenSession =>
  sessions.session(`index.${index}-of-${count}`);

/** Reads the index of a shard. Once an hour, and when it is new or lost, it is compared with the directory. */
export async function openShardIndex({
  clock,
  sessions,
  shard,
  directory,
}: {
  clock: Clock;
  sessions: TokenSessions;
  shard: Shard;
  directory: Directory;
}): Promise<ShardIndex> {
  const session = indexSession(sessions, shard);
  const properties = await session.readAll();
  const entries = entriesIn(properties);
  const state = stateIn(properties[STATE]);
  const outages = new Map(Object.entries(state.outages ?? {}));
  let changes: JsonObject = {};
  let saving: Promise<void> | undefined;
  let lease = leaseIn(properties[LEASE]);
  let isLeased = false;

  const set = (connection: string, entry: IndexEntry) => {
    const before = entries.get(connection);
    if (before && JSON.stringify(asJson(before)) === JSON.stringify(asJson(entry))) return;
    entries.set(connection, entry);
    changes[propertyOf(connection)] = asJson(entry);
  };
  const nowSecs = Math.floor(clock.now() / 1_000);
  if (Math.abs(nowSecs - (state.checked_at ?? 0)) >= HOUR_SECS) {
    for (const [connection, group] of await directory.read()) {
      if (shardOf(connection, shard.count) === shard.index && !entries.has(connection))
        set(connection, { group });
    }
    // A new index is as old as what the directory says of its connections.
    state.touched_at ??= nowSecs;
    if (Math.abs(nowSecs - state.touched_at) >= WEEK_SECS) {
      await directory.touch(nowSecs);
      state.touched_at = nowSecs;
    }
    state.checked_at = nowSecs;
    changes[STATE] = asJson({ ...state });
  }

  const saveChanges = async () => {
    const saved = changes;
    changes = {};
    try {
      if (Object.keys(saved).length > 0) await session.save(saved, sessions.ttlSecs);
    } catch (error) {
      changes = { ...saved, ...changes };
      throw error;
    }
  };
  /** What is noted until it begins goes with it. */
  const saveLater = async () => {
    await sleep(clock, SAVE_PAUSE_MS);
    saving = undefined;
    await saveChanges().catch(() => {});
  };

  return {
    entries,
    outages,
    set,
    saveSoon() {
      saving ??= saveLater();
      return saving;
    },
    async lease(holder, until) {
      const isFree = !lease || lease.holder === holder || lease.until <= clock.now();
      if (isFree) await session.save({ [LEASE]: { holder, until } }, sessions.ttlSecs);
      lease = leaseIn(await session.readOne(LEASE));
      isLeased = isFree && lease?.holder === holder;
      return isLeased;
    },
    async save() {
      const stateNow = asJson({ ...state, outages: Object.fromEntries(outages) });
      const hasNewState = JSON.stringify(stateNow.outages) !== JSON.stringify(state.outages ?? {});
      if (hasNewState) changes[STATE] = stateNow;
      if (isLeased) changes[LEASE] = { holder: '', until: 0 };
      await saveChanges();
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
  if (isObject(value.outages)) {
    const outages = Object.entries(value.outages).flatMap(([origin, outage]) => {
      const failure = readFailure(outage);
      return failure ? [[origin, failure] as const] : [];
    });
    state.outages = Object.fromEntries(outages);
  }
  return state;
}

function leaseIn(value: unknown): Lease | undefined {
  if (!isObject(value) || !isText(value.holder) || typeof value.until !== 'number') return undefined;
  return { holder: value.holder, until: value.until };
}
