import type { RunLimits } from '../limits/limits.ts';
import type { Isolate } from './isolate.ts';
import { environment, type ProcessOptions, planProcess, startProcess } from './process.ts';
import type { Standby } from './standby.ts';
import { startThread } from './thread.ts';

export interface IsolateOptions extends ProcessOptions {
  /**
   * `thread` takes a fifth to a quarter less processor time than a process and has modules, globals and variables of its own. It has
   * no other Node.js, no debugger, no share of a processor, and no limit of memory but that of its heap.
   * @default 'process'
   */
  isolate?: 'process' | 'thread';
  /** Share of one processor, e.g. 0.083. @default as much as there is */
  cpuShare?: number;
  /** Where a process may be waiting. @default each instance starts one */
  standby?: Standby;
}

const OF_PROCESSES = ['node', 'inspect', 'cpuShare', 'standby'] as const;

/** @throws when a thread is asked for what only a process can do */
export function startIsolate(
  { isolate = 'process', ...options }: IsolateOptions,
  limits: Partial<RunLimits>,
): Isolate {
  if (isolate === 'process') return processFor(options, limits);
  const unknown = OF_PROCESSES.filter((name) => options[name] !== undefined);
  if (unknown.length > 0) throw new Error(`An instance in a thread cannot have: ${unknown.join(', ')}`);
  return startThread(options, limits);
}

function processFor({ standby, ...options }: IsolateOptions, limits: Partial<RunLimits>): Isolate {
  const plan = planProcess(options, limits);
  const env = environment(options);
  // A port belongs to one process, and Node.js reads its own variables when it starts.
  const isOrdinary = !options.inspect && !Object.keys(env).some((name) => name.startsWith('NODE_'));
  if (!standby || !isOrdinary) return startProcess(plan, env);
  const waiting = standby.take(plan);
  standby.refill(plan, () => startProcess(plan, {}));
  return waiting ?? startProcess(plan, env);
}
