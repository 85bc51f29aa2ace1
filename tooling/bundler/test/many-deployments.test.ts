import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { expect, it, vi } from 'vitest';
import { buildFunction } from '../src/build-function.ts';
import { createWorkspace, functionPackage } from './support/workspace.ts';

vi.mock('esbuild', async (importActual) => {
  const actual = await importActual<typeof esbuild>();
  return { ...actual, build: vi.fn(actual.build) };
});

const environment = { TARGET_URL: 'https://api.acme.com/orders', GREETING: 'hello {n}' };

function packageWith(count: number): string {
  const deploy = { environment, deployments: { 'greet_{n}': { count } } };
  const files = functionPackage('greet', { 'deploy.json': JSON.stringify(deploy) });
  return join(createWorkspace(files), 'functions', 'greet');
}

/** What a build made, and how often esbuild was called for it. */
async function built(count: number) {
  const build = vi.mocked(esbuild.build);
  build.mockClear();
  const { artifacts } = await buildFunction(packageWith(count));
  return { artifacts, bundled: build.mock.calls.length };
}

// `pnpm build` of 50 deployments takes 1.2 times as long as that of one.
it('bundles 50 deployments of a package as often as one', async () => {
  const one = await built(1);
  const fifty = await built(50);

  expect(fifty.artifacts).toHaveLength(50 * one.artifacts.length);
  expect(one.bundled).toBeGreaterThan(0);
  expect(fifty.bundled).toBe(one.bundled);
});
