import type { RunLimits } from '../limits/limits.ts';
import { holdToShare } from './cpu-share.ts';
import type { Isolate } from './isolate.ts';
import { watchMemory } from './memory.ts';
import type { Message } from './messages.ts';
import { createPendingRuns } from './pending-runs.ts';
import type { Run, RunObserver } from './run.ts';

/** How an instance ended after `stop`. */
export interface Exit {
  /** False when it had to be killed: something was left running. */
  byItself: boolean;
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** Follows the runs of an isolate from outside, and ends it when one of them takes too much. */
export interface Supervisor {
  /** Runs that are on. */
  readonly running: number;
  /** False once it has ended or was told to. */
  readonly isAlive: boolean;
  /** Settles when it has ended, for whatever reason. */
  readonly ended: Promise<Exit>;
  begin(observer: RunObserver): { id: number; run: Promise<Run> };
  /** Takes what the isolate says about its runs. */
  hear(message: Message): void;
  kill(): void;
  /** Lets it end, and kills it when it has not done so by itself in time. */
  stop(lingerMs: number): Promise<Exit>;
}

export interface SupervisorOptions {
  limits: Partial<RunLimits>;
  isEnforcing: boolean;
  /** Share of one processor. */
  cpuShare?: number;
}

export function supervise(
  isolate: Isolate,
  { limits, isEnforcing, cpuShare }: SupervisorOptions,
): Supervisor {
  let isEnding = false;
  const kill = () => {
    isEnding = true;
    isolate.kill();
  };
  const pid = isolate.pid ?? 0;
  const cpu = cpuShare === undefined ? undefined : holdToShare(pid, cpuShare);
  const memory = watchMemory(pid, (limits.memoryMb ?? Infinity) * 1_048_576, () => {
    if (!isEnforcing) return;
    runs.failAll(outOfMemory(limits), memory.peakBytes);
    kill();
  });
  const runs = createPendingRuns(limits, () => {
    if (runs.size === 0) memory.pause();
  });
  const endLate = (id: number) => {
    runs.fail(id, tooLong(limits), memory.peakBytes);
    kill();
  };
  const ended = isolate.ended.then(({ code, signal }): Exit => {
    cpu?.stop();
    const isFull = isolate.output().includes('heap out of memory');
    runs.failAll(isFull ? outOfMemory(limits) : exited(code ?? signal), memory.peakBytes);
    return { byItself: signal === null, code, signal };
  });
  return {
    get running() {
      return runs.size;
    },
    get isAlive() {
      return isolate.isConnected && !isEnding;
    },
    ended,
    begin(observer) {
      if (runs.size === 0) memory.start();
      return runs.begin(observer, isEnforcing ? limits.durationMs : undefined, endLate);
    },
    hear: (message) => runs.hear(message, memory.peakBytes),
    kill,
    async stop(lingerMs) {
      isEnding = true;
      if (isolate.isConnected) isolate.send({ type: 'stop' });
      const timer = setTimeout(kill, lingerMs);
      const exit = await ended;
      clearTimeout(timer);
      return exit;
    },
  };
}

const tooLong = ({ durationMs }: Partial<RunLimits>) => ({
  name: 'ExecutionTimeExceeded',
  message: `killed after ${durationMs} ms`,
  kind: 'executiontime-exceeded' as const,
  broken: 'durationMs' as const,
});

const outOfMemory = ({ memoryMb }: Partial<RunLimits>) => ({
  name: 'OutOfMemory',
  message: `killed above ${memoryMb} MB`,
  broken: 'memoryMb' as const,
});

const exited = (how: number | string | null) => ({
  name: 'InstanceExit',
  message: `the instance ended (${how})`,
});
