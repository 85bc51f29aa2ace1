import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openState } from '@lp-functions/emulator';
import { repetition } from '@lp-functions/testbed/repetition';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';

const kills = repetition({ variable: 'LP_WRITER_KILLS', all: 200, sample: 5 });
/** Between two lines of the writer, on a quiet machine. */
const LONGEST_MS = 5;

const WRITER = fileURLToPath(new URL('../node_modules/.cache/writer.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'lp-kill-'));
beforeAll(() =>
  build({
    entryPoints: [fileURLToPath(new URL('./support/writer.ts', import.meta.url))],
    outfile: WRITER,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    alias: {
      '@lp-functions/emulator': fileURLToPath(new URL('../../emulator/src/state/state.ts', import.meta.url)),
    },
  }),
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Acknowledged {
  secret: number;
  context: number;
  run: number;
}

it(`loses nothing acknowledged in ${kills.told} kills during writes`, async () => {
  const last: Acknowledged = { secret: -1, context: -1, run: -1 };
  for (let kill = 0; kill < kills.times; kill++) {
    await writeUntilKilled(last, 1 + (kill % 7), kill % LONGEST_MS);

    const state = openState({ path: folder });
    const settings = state.settings.read();
    const context = state.contexts.read({ account: '1', namespace: 'ns', session: 's' });
    const runs = state.history.list({ target: 'v2', uuid: 'u' });
    await state.close();
    expect(settings.secrets).toHaveLength(2);
    expect(settings.secrets[0]?.value).toBeGreaterThanOrEqual(last.secret);
    expect(context?.properties.n ?? -1).toBeGreaterThanOrEqual(last.context);
    expect(runs.at(-1)?.startedAt ?? -1).toBeGreaterThanOrEqual(last.run);
  }
  expect(last.run).toBeGreaterThan(kills.times / 2);
  // At most one file that a killed process had begun is left; the next write takes it over.
  expect(readdirSync(folder).length).toBeLessThanOrEqual(5);
}, 300_000);

/** Starts a writer and kills it some time after so many lines. */
async function writeUntilKilled(last: Acknowledged, lines: number, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [WRITER, folder, String(last.run + 1)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const closed = once(child, 'close');
  while (said.split('\n').length <= lines) await once(child.stdout, 'data');
  await sleep(afterMs);
  child.kill('SIGKILL');
  await closed;
  // The last line may be half of one.
  for (const line of said.split('\n').slice(0, -1)) Object.assign(last, JSON.parse(line));
}
