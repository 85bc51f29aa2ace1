import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ACCOUNT } from '@lp-functions/emulator';
import type { Machine } from '../vendor/lpf.ts';
import { writeCommand } from '../vendor/spawn.ts';

const LPF = fileURLToPath(new URL('./tool/bin/run.js', import.meta.url));

/** A machine on which a stand-in for `lpf` 2.x is installed and logged in. */
export function installLpfV2(cloudUrl: string): Machine {
  const home = mkdtempSync(join(tmpdir(), 'lp-conformance-home-'));
  const binDir = join(home, 'bin');
  mkdirSync(binDir);
  const { id: accountId, ...login } = ACCOUNT;
  writeFileSync(join(home, 'faas-tmp.json'), JSON.stringify({ accountId, ...login }));
  writeCommand(join(binDir, 'lpf'), LPF);
  return {
    env: { HOME: home, TMPDIR: home, LP_CLOUD_URL: cloudUrl },
    binDir,
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}
