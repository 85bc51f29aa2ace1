import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ContextStoreServerOptions } from './server.ts';

const SCRIPT = fileURLToPath(new URL('../../bin/context-store.mjs', import.meta.url));

/** The context store in a process of its own, which a test can kill. */
export interface ContextStoreProcess {
  readonly url: string;
  /** Ends it at once, as `kill -9` does. */
  kill(): Promise<void>;
  /** Ends it as a shutdown does. */
  stop(): Promise<void>;
}

/** @param options those that JSON can say; with a `path` the data outlives the process */
export async function startContextStoreProcess(
  options: Omit<ContextStoreServerOptions, 'now'> = {},
): Promise<ContextStoreProcess> {
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const started = once(createInterface(child.stdout), 'line') as Promise<[string]>;
  const url = await Promise.race([
    started.then(([line]) => line),
    ended.then(([code]) => Promise.reject(new Error(`The context store ended with ${code}`))),
  ]);
  return {
    url,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
