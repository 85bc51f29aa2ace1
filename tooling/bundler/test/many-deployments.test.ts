import { join } from 'node:path';
import type * as esbuild from 'esbuild';
import { afterAll, expect, it, vi } from 'vitest';
import { createWorkspace, functionPackage } from './support/workspace.ts';

const bundle = vi.hoisted(() => vi.fn<typeof esbuild.build>());
vi.mock('esbuild', async (importActual) => {
  const actual = await importActual<typeof esbuild>();
  return { ...actual, build: bundle.mockImplementation(actual.build) };
});
// Whatever ran before in this thread has loaded the bundler with esbuild itself, and what comes after it wants that.
vi.resetModules();
afterAll(() => vi.resetModules());
const { buildFunction } = await import('../src/build-function.ts');

const environment = { TARGET_URL: 'https://api.acme.com/orders', GREETING: 'hello {n}' };

function packageWith(count: number): string {
  const deploy = { environment, deployments: { 'greet_{n}': { count } } };
  const files = functionPackage('greet', { 'deploy.json': JSON.stringify(deploy) });
  return join(createWorkspace(files), 'functions', 'greet');
}

/** What a build made, and how often esbuild was called for it. */
async function built(count: number) {
  bundle.mockClear();
  const { artifacts } = await buildFunction(packageWith(count));
  return { artifacts, bundled: bundle.mock.calls.length };
}

// `pnpm build` of 50 deployments takes 1.2 times as long as that of one.
it('bundles 50 deployments of a package as often as one', async () => {
  const one = await built(1);
  const fifty = await built(50);

  expect(fifty.artifacts).toHaveLength(50 * one.artifacts.length);
  expect(one.bundled).toBeGreaterThan(0);
  expect(fifty.bundled).toBe(one.bundled);
});
