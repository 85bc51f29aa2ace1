import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { RunLimits } from '../limits/limits.ts';
import type { Isolate } from './isolate.ts';
import { collectOutput } from './output.ts';
import { BASE_ARGV, environment, type ProcessOptions } from './process.ts';
import { CHILD_MAIN } from './workspace.ts';

/** Starts the thread of an instance. */
export function startThread(options: ProcessOptions, { memoryMb }: Partial<RunLimits>): Isolate {
  // V8 takes these for all threads of a process or for none.
  for (const flag of BASE_ARGV) setFlagsFromString(flag);
  const worker = new Worker(CHILD_MAIN, {
    env: environment(options),
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  const output = collectOutput(worker.stdout, worker.stderr);
  let isConnected = true;
  let wasKilled = false;
  let uncaught = '';
  worker.once('error', (error) => {
    uncaught = error.stack ?? String(error);
  });
  const exit = new Promise<number>((resolve) => {
    worker.once('exit', resolve);
  });
  const outputs = [worker.stdout, worker.stderr].map((stream) => once(stream, 'close'));
  return {
    pid: undefined,
    get isConnected() {
      return isConnected;
    },
    // As text, so that a message is what it is between processes.
    send: (message) => worker.postMessage(JSON.stringify(message)),
    onMessage: (listener) => void worker.on('message', (text: string) => listener(JSON.parse(text))),
    kill() {
      wasKilled = true;
      void worker.terminate();
    },
    // A process writes there what nobody caught.
    output: () => output() + uncaught,
    ended: Promise.all([exit, ...outputs]).then(([code]) => {
      isConnected = false;
      return wasKilled ? { code: null, signal: 'SIGKILL' } : { code, signal: null };
    }),
  };
}
