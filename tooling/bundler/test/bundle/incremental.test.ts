import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createIncrementalBuild } from '../../src/bundle/incremental.ts';

/** More than are remembered. */
const ENTRIES = Array.from({ length: 14 }, (_, index) => `entry${index}`);

it('builds what is there now, however often and of however many entries it is asked', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lp-incremental-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { build, dispose } = createIncrementalBuild();
  onTestFinished(dispose);
  const buildAll = (round: number) =>
    Promise.all(
      ENTRIES.map(async (name) => {
        const file = join(folder, `${name}.js`);
        writeFileSync(file, `console.info('${name} in round ${round}');`);
        const { outputFiles } = await build({ entryPoints: [file], bundle: true, write: false });
        return outputFiles[0]?.text;
      }),
    );

  for (const round of [1, 2, 3, 4]) {
    const texts = await buildAll(round);
    ENTRIES.forEach((name, index) => {
      expect(texts[index]).toContain(`${name} in round ${round}`);
    });
  }
});
