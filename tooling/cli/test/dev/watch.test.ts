import { appendFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { type Watcher, watchSources } from '../../src/dev/watch.ts';
import { createWorkspace, functionFiles, type Workspace } from '../support/lp.ts';

let workspace: Workspace;
let watcher: Watcher;
afterEach(async () => {
  await watcher.stop();
  workspace.remove();
});

async function watched(): Promise<{ saved: (string | undefined)[] }> {
  workspace = createWorkspace({
    ...functionFiles('greet', `return 'one';`),
    'packages/shared/src/index.ts': 'export const shared = 1;',
  });
  const saved: (string | undefined)[] = [];
  watcher = await watchSources(workspace.root, (packageDir) => saved.push(packageDir));
  return { saved };
}

it('tells of what is written soon after the file was emptied', async () => {
  const { saved } = await watched();
  const file = join(workspace.root, 'functions/greet/src/index.ts');

  truncateSync(file);
  await sleep(25);
  const before = saved.length;
  appendFileSync(file, 'export default 1;');

  await expect.poll(() => saved.length).toBeGreaterThan(before);
  expect(new Set(saved)).toEqual(new Set([join(workspace.root, 'functions/greet')]));
});

it('tells a shared package from the package of a function', async () => {
  const { saved } = await watched();
  workspace.write('packages/shared/src/index.ts', 'export const shared = 2;');

  await expect.poll(() => saved.length).toBeGreaterThan(0);
  expect(new Set(saved)).toEqual(new Set([undefined]));
});

it('tells of files in a new folder, and of none that make no function', async () => {
  const { saved } = await watched();
  workspace.write('functions/greet/dist/v1/index.js', '');
  workspace.write('functions/greet/test/index.test.ts', '');
  await sleep(100);
  expect(saved).toEqual([]);

  workspace.write('functions/greet/src/words/hello.ts', '');
  await expect.poll(() => saved.length).toBeGreaterThan(0);
});
