import type { Database } from 'lmdb';
import type { LogEntry, OutboundRequest, SecretCall } from '../instance/run.ts';
import type { Target } from '../instance/workspace.ts';
import type { BrokenLimit, Usage } from '../limits/usage.ts';

/** How the platform counts invocations. */
export type RunState = 'SUCCEEDED' | 'CODING_FAILURE' | 'PLATFORM_FAILURE' | 'TIMEOUT';

/** A run as it is kept: without credentials, and short. */
export interface RunRecord {
  id: string;
  target: Target;
  uuid: string;
  function: string;
  trigger: 'invocation' | 'event' | 'schedule' | 'person' | 'test';
  /** Milliseconds since the epoch. */
  startedAt: number;
  durationMs: number;
  /** Whether an instance had to be started for it. */
  cold: boolean;
  state: RunState;
  /** JSON, cut. */
  payload?: string;
  result?: string;
  error?: { code: string; message: string };
  logs: LogEntry[];
  requests: OutboundRequest[];
  secretCalls: SecretCall[];
  usage: Usage;
  broken: BrokenLimit[];
}

export interface RunQuery {
  target: Target;
  uuid: string;
  /** Milliseconds since the epoch. */
  from?: number;
  to?: number;
}

export interface History {
  /** Resolves when a kill of this process can no longer lose it. */
  add(record: RunRecord): Promise<void>;
  /** From the oldest to the newest. */
  list(query: RunQuery): RunRecord[];
  /** When a function was last called. Milliseconds since the epoch. */
  lastStart(target: Target, uuid: string): number | undefined;
}

const KEPT_RUNS = 500;
/** Runs between two looks at how many are kept. */
const PRUNE_EVERY = 100;

export type RunKey = [target: string, uuid: string, startedAt: number, id: string];

export function createHistory(database: Database<string, RunKey>): History {
  let added = 0;
  const rangeOf = ({ target, uuid, from = 0, to = Number.MAX_SAFE_INTEGER }: RunQuery) => ({
    start: [target, uuid, from, ''] as RunKey,
    end: [target, uuid, to, '\uffff'] as RunKey,
  });
  const prune = async (query: RunQuery) => {
    const keys = [...database.getKeys(rangeOf(query))];
    await Promise.all(keys.slice(0, -KEPT_RUNS).map((key) => database.remove(key)));
  };
  return {
    async add(record) {
      const { target, uuid, startedAt, id } = record;
      await database.put([target, uuid, startedAt, id], JSON.stringify(record));
      added += 1;
      if (added % PRUNE_EVERY === 0) await prune({ target, uuid });
    },
    lastStart(target, uuid) {
      const { start: end, end: start } = rangeOf({ target, uuid });
      const [newest] = database.getKeys({ start, end, reverse: true, limit: 1 });
      return newest?.[2];
    },
    list: (query) => [...database.getRange(rangeOf(query))].map(({ value }) => JSON.parse(value)),
  };
}
