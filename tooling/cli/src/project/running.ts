import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateFolder } from './root.ts';

/** A `pnpm dev` that is running for this repository. */
export interface RunningDev {
  pid: number;
  v1: string;
  v2: string;
  /** That its functions were built with. */
  profile?: string;
}

const fileOf = (root: string) => join(stateFolder(root), 'dev.json');

export function announce(root: string, running: RunningDev): void {
  writeFileSync(fileOf(root), JSON.stringify(running), { mode: 0o600 });
}

/** @param pid whose announcement it was: another one may have taken its place */
export function withdraw(root: string, pid: number): void {
  if (read(root)?.pid === pid) rmSync(fileOf(root), { force: true });
}

/** @returns nothing when none is running */
export function findRunning(root: string): RunningDev | undefined {
  const running = read(root);
  return running && isAlive(running.pid) ? running : undefined;
}

function read(root: string): RunningDev | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(root), 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
