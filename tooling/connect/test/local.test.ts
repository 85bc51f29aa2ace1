import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emulatorSecrets } from '../src/destination/local.ts';

it('creates and replaces secrets of the emulated account, for its owner only', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lp-connect-test-'));
  const path = join(folder, '.lp');
  const local = emulatorSecrets(path);
  await local.set({ a: 'first', b: { c: 1 } });
  await local.set({ a: 'second' });
  const file = join(path, 'settings.json');
  expect(JSON.parse(await readFile(file, 'utf8')).secrets).toEqual([
    { key: 'a', value: 'second' },
    { key: 'b', value: { c: 1 } },
  ]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await rm(folder, { recursive: true });
});
