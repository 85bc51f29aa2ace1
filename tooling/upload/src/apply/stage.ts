import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuiltFunction } from '../built/built.ts';

/** A folder that the vendor's tool takes for a project. */
export interface Stage {
  dir: string;
  remove(): void;
}

/**
 * Copies what is uploaded to a folder of its own. The tool takes a folder for a project when it holds `bin` and
 * `functions`; an empty `bin` is enough to upload. `dist` stays as it is, and filled-in secrets stay at home.
 */
export function stage(functions: readonly BuiltFunction[]): Stage {
  const dir = mkdtempSync(join(tmpdir(), 'lp-upload-'));
  mkdirSync(join(dir, 'bin'));
  for (const { entry, dir: from } of functions) {
    const folder = join(dir, 'functions', entry.function);
    mkdirSync(folder, { recursive: true });
    for (const file of ['index.js', 'config.json']) copyFileSync(join(from, file), join(folder, file));
  }
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
