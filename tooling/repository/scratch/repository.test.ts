import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest } from '@lp-functions/bundler';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../test/support/repository.ts';
import { type Copy, copyRepository } from './copy.ts';

/** One test after the other, as a newcomer goes: each starts from what the one before it left. */
let copy: Copy;
beforeAll(() => {
  copy = copyRepository();
});
afterAll(() => copy.remove());

const read = (...parts: string[]) => readFileSync(copy.path(...parts), 'utf8');
/** Runs a command that has to succeed. */
async function succeed(...args: string[]): Promise<string> {
  const { exitCode, output } = await copy.pnpm(...args);
  expect(exitCode, output).toBe(0);
  return output;
}

it('one command installs and builds a bare copy, to the same bytes as in another folder', async () => {
  await succeed('build');
  const manifest = readManifest(ROOT);
  expect(readManifest(copy.path('.'))).toEqual(manifest);
  for (const { function: name, target } of manifest.artifacts) {
    const map = join('dist', 'maps', target, `${name}.js.map`);
    expect(read(map) === readFileSync(join(ROOT, map), 'utf8'), map).toBe(true);
  }
});

it('a second build takes everything from the cache and keeps settings that were filled in', async () => {
  const settings = ['dist', 'v1', 'functions', 'settings.json'] as const;
  const filledIn = read(...settings).replace(/("key": "clientSecret",\s+"value": )""/, '$1"s3cret"');
  expect(filledIn).toContain('s3cret');
  writeFileSync(copy.path(...settings), filledIn);
  const output = await succeed('build');
  expect(output).toContain('FULL TURBO');
  expect(read(...settings)).toBe(filledIn);
});

it('a build notices a file beside src, and not a test', async () => {
  const [data, test] = ['words.json', 'test/more.test.ts'].map((file) =>
    copy.path('functions/oauth1-post', file),
  );
  writeFileSync(`${data}`, '{}');
  expect(await succeed('build')).not.toContain('FULL TURBO');
  rmSync(`${data}`);
  writeFileSync(`${test}`, '');
  expect(await succeed('build')).toContain('FULL TURBO');
  rmSync(`${test}`);
});

it.each([
  ['Demo', 'lower-case'],
  ['demo_fn', 'joined by hyphens'],
  ['demo-', 'joined by hyphens'],
  ['2-demos', 'lower-case words'],
  ['context-get', 'functions/context-get exists already'],
  ['auth', 'packages/auth exists already'],
  ['d'.repeat(51), '51 characters; the platform takes 50'],
])('pnpm new refuses %s and leaves nothing behind', async (name, reason) => {
  const before = [read('pnpm-lock.yaml'), readdirSync(copy.path('functions'))];
  const { exitCode, output } = await copy.pnpm('new', name);
  expect(exitCode).toBe(1);
  expect(output).toContain(reason);
  expect([read('pnpm-lock.yaml'), readdirSync(copy.path('functions'))]).toEqual(before);
});

it('pnpm new makes a package that builds, passes its tests and the checks at once', async () => {
  await succeed('new', 'demo-fn');
  await succeed('install', '--frozen-lockfile');
  await succeed('build');
  const built = readManifest(copy.path('.')).artifacts.filter((entry) => entry.function === 'demo_fn');
  expect(built.map(({ target }) => target)).toEqual(['v1', 'v2']);
  await succeed('--dir', 'functions/demo-fn', 'test');
  await succeed('--dir', 'functions/demo-fn', 'typecheck');
  await succeed('lint');
  expect(read('docs', 'functions.md')).toContain('\n### demo_fn\n');
});
