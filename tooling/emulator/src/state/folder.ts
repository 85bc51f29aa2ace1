import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const OWNER_ONLY_DIR = 0o700;
/** Files hold secrets: nobody but their owner reads them. */
export const OWNER_ONLY_FILE = 0o600;

export interface StateFolder {
  readonly path: string;
  /** Removes it when it was a temporary one. */
  discard(): void;
}

/** @param path made when missing; without one the state ends with the process */
export function openFolder(path?: string): StateFolder {
  const folder = path ?? mkdtempSync(join(tmpdir(), 'lp-state-'));
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_DIR });
  chmodSync(folder, OWNER_ONLY_DIR);
  return {
    path: folder,
    discard: () => {
      if (path === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Makes a database's folder and files the owner's alone, whatever the umask says. */
export function closeToOthers(folder: string): void {
  if (!existsSync(folder)) return;
  chmodSync(folder, OWNER_ONLY_DIR);
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (statSync(file).isFile()) chmodSync(file, OWNER_ONLY_FILE);
  }
}
