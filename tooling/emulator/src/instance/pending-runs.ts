import type { RunLimits } from '../limits/limits.ts';
import { type BrokenLimit, exceeded, keepLogs, usageOf } from '../limits/usage.ts';
import type { DoneMessage, Message } from './messages.ts';
import type { LogEntry, OutboundRequest, Run, RunError, RunObserver } from './run.ts';

/** A run that is on, with all that is known of it so far. */
interface PendingRun {
  resolve(run: Run): void;
  observer: RunObserver;
  startedAt: number;
  logs: LogEntry[];
  requests: OutboundRequest[];
  peaks: Partial<Record<keyof RunLimits, number>>;
  /** Ends it from outside when it takes too long. */
  timer: NodeJS.Timeout | undefined;
}

/** How a run ends that could not end itself. */
export interface Failure {
  name: string;
  message: string;
  kind?: 'runtime-exception' | 'executiontime-exceeded';
  broken?: BrokenLimit;
}

/** What an instance has in hand. */
export interface PendingRuns {
  readonly size: number;
  /** @param onLate called when the run is still on after `durationMs` */
  begin(
    observer: RunObserver,
    durationMs: number | undefined,
    onLate: (id: number) => void,
  ): { id: number; run: Promise<Run> };
  /** Takes what the child says about its runs. */
  hear(message: Message, peakBytes: number): void;
  fail(id: number, failure: Failure, peakBytes: number): void;
  failAll(failure: Failure, peakBytes: number): void;
}

export function createPendingRuns(limits: Partial<RunLimits>, onSettled: () => void): PendingRuns {
  const pending = new Map<number, PendingRun>();
  const settled = new Map<number, WeakRef<Run>>();
  let lastId = 0;

  const settle = (id: number, peakBytes: number, end: End) => {
    const waiting = pending.get(id);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    pending.delete(id);
    const run = runFrom(waiting, peakBytes, end, limits);
    settled.set(id, new WeakRef(run));
    if (settled.size > 100) forgetOldest(settled);
    onSettled();
    waiting.resolve(run);
  };
  const fail = (id: number, failure: Failure, peakBytes: number) =>
    settle(id, peakBytes, endOfFailed(failure));

  return {
    get size() {
      return pending.size;
    },
    begin(observer, durationMs, onLate) {
      lastId += 1;
      const id = lastId;
      const timer = durationMs === undefined ? undefined : setTimeout(onLate, durationMs, id);
      const run = new Promise<Run>((resolve) => {
        const startedAt = performance.now();
        pending.set(id, { resolve, observer, startedAt, logs: [], requests: [], peaks: {}, timer });
      });
      return { id, run };
    },
    hear(message, peakBytes) {
      if (!('id' in message)) return;
      const run = pending.get(message.id);
      if (message.type === 'log') {
        run?.logs.push(message.entry);
        run?.observer.log?.(message.entry);
      } else if (message.type === 'request') {
        run?.requests.push(message.request);
        run?.observer.request?.(message.request);
      } else if (message.type === 'peak') {
        if (run) run.peaks[message.limit] = Math.max(run.peaks[message.limit] ?? 0, message.used);
      } else if (message.type === 'done') {
        settle(message.id, Math.max(peakBytes, message.rssBytes), message);
      } else if (message.type === 'callback') {
        const late = settled.get(message.id)?.deref();
        if (late) late.callbacks = message.callbacks;
      }
    },
    fail,
    failAll(failure, peakBytes) {
      for (const id of [...pending.keys()]) fail(id, failure, peakBytes);
    },
  };
}

type End = Pick<DoneMessage, 'outcome' | 'secretCalls' | 'callbacks' | 'breaches'> & { durationMs?: number };

function endOfFailed({ name, message, kind = 'runtime-exception', broken }: Failure): End {
  const handlerCode = `com.liveperson.faas.handler.${kind}`;
  return {
    outcome: { error: { name, message, code: undefined, isError: false, isByPlatform: true, handlerCode } },
    secretCalls: [],
    callbacks: 0,
    breaches: broken ? [broken] : [],
  };
}

function runFrom(waiting: PendingRun, rssBytes: number, end: End, limits: Partial<RunLimits>): Run {
  const { logs, requests, peaks } = waiting;
  const { outcome, secretCalls, callbacks, breaches } = end;
  const durationMs = end.durationMs ?? performance.now() - waiting.startedAt;
  const usage = usageOf({ durationMs, rssBytes, logs, peaks }, limits);
  return {
    result: outcome.json === undefined ? undefined : JSON.parse(outcome.json),
    error: outcome.error && errorFrom(outcome.error),
    logs,
    keptLogs: keepLogs(logs, limits),
    requests,
    secretCalls,
    callbacks,
    durationMs,
    usage,
    broken: [...new Set([...breaches, ...exceeded(usage)])],
  };
}

const errorFrom = (error: NonNullable<DoneMessage['outcome']['error']>): RunError => ({
  stack: undefined,
  ...error,
});

function forgetOldest(known: Map<number, unknown>): void {
  const [oldest] = known.keys();
  if (oldest !== undefined) known.delete(oldest);
}
