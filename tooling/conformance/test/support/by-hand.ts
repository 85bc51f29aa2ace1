import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FunctionConfig } from '@lp-functions/bundler';
import type { Situation } from './generation.ts';
import type { Repository } from './repository.ts';

/** Somebody else changes a function of the account, with the vendor's tool and the same code. */
export async function changeByHand(
  { target, lpf }: Situation,
  { root }: Repository,
  name: string,
  change: (config: FunctionConfig) => FunctionConfig,
): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'lp-conformance-'));
  try {
    mkdirSync(join(dir, 'bin'));
    cpSync(join(root, 'dist', target, 'functions', name), join(dir, 'functions', name), { recursive: true });
    const file = join(dir, 'functions', name, 'config.json');
    writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')))));
    await promisify(execFile)(join(lpf.binDir, 'lpf'), ['push', name, '--yes'], {
      cwd: dir,
      env: { PATH: process.env.PATH, ...lpf.env },
    });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
