import { fork } from 'node:child_process';
import type { RunLimits } from '../limits/limits.ts';
import type { Isolate } from './isolate.ts';
import { collectOutput } from './output.ts';
import { CHILD_MAIN, type Target } from './workspace.ts';

/**
 * The parser behind `fetch` is WebAssembly, which V8 would compile once more in the background: a third of
 * the processor time of a short process, and an end that waits for it.
 */
export const BASE_ARGV = ['--liftoff-only'];

export interface Inspect {
  /** Of 127.0.0.1. */
  port: number;
  /** Whether nothing runs before a debugger is there. @default false */
  waits?: boolean;
}

export interface ProcessOptions {
  target: Target;
  /** Everything `process.env` holds, besides the account id. */
  env?: Record<string, string>;
  /** In the platform's own variable; `null` leaves it out. @default '12345678' */
  accountId?: string | null;
  /** Path of another Node.js. @default the variable LP_NODE, else this process's */
  node?: string;
  /** Where a debugger may attach. */
  inspect?: Inspect;
}

/** With what Node.js itself starts. */
export interface ProcessPlan {
  execPath: string;
  execArgv: string[];
}

export function planProcess(
  { node, inspect }: ProcessOptions,
  { memoryMb }: Partial<RunLimits>,
): ProcessPlan {
  const execArgv = [...BASE_ARGV];
  // V8's own end for a heap that outgrows it, where the whole process cannot be watched.
  if (memoryMb !== undefined) execArgv.push(`--max-old-space-size=${memoryMb}`);
  if (inspect) execArgv.push(`--inspect${inspect.waits ? '-wait' : ''}=127.0.0.1:${inspect.port}`);
  return { execPath: node ?? (process.env.LP_NODE || process.execPath), execArgv };
}

/** Starts the process of an instance. */
export function startProcess(plan: ProcessPlan, env: Record<string, string>): Isolate {
  const child = fork(CHILD_MAIN, [], { ...plan, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let error: Error | undefined;
  child.once('error', (reason) => {
    error = reason;
  });
  return {
    pid: child.pid,
    get isConnected() {
      return child.connected;
    },
    send: (message) => void child.send(message),
    onMessage: (listener) => void child.on('message', listener),
    kill: () => void child.kill('SIGKILL'),
    output: collectOutput(child.stdout, child.stderr),
    // 'close' comes after the last output, unlike 'exit'.
    ended: new Promise((resolve) => {
      child.once('close', (code, signal) => resolve({ code, signal, error }));
    }),
  };
}

/** Only what the function is given: nothing of the machine it runs on. */
export function environment({
  env = {},
  target,
  accountId = '12345678',
}: ProcessOptions): Record<string, string> {
  if (accountId === null) return env;
  return { [target === 'v1' ? 'BRAND_ID' : 'X_LIVEPERSON_BRAND_ID']: accountId, ...env };
}
