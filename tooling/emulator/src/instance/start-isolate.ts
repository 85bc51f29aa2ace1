import type { RunLimits } from '../limits/limits.ts';
import type { Isolate } from './isolate.ts';
import { type ProcessOptions, startProcess } from './process.ts';
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
}

const OF_PROCESSES = ['node', 'inspect', 'cpuShare'] as const;

/** @throws when a thread is asked for what only a process can do */
export function startIsolate(
  file: string,
  { isolate = 'process', ...options }: IsolateOptions,
  limits: Partial<RunLimits>,
): Isolate {
  if (isolate === 'process') return startProcess(file, options, limits);
  const unknown = OF_PROCESSES.filter((name) => options[name] !== undefined);
  if (unknown.length > 0) throw new Error(`An instance in a thread cannot have: ${unknown.join(', ')}`);
  return startThread(options, limits);
}
