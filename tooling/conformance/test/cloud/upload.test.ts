import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { builtArtifacts, ROOT } from '../../src/dist.ts';
import type { Lpf } from '../../src/vendor/lpf.ts';
import { type ProcessOutcome, runNode } from '../../src/vendor/spawn.ts';
import { account } from '../support/account.ts';

const UPLOAD = join(ROOT, 'tooling', 'bundler', 'bin', 'lp-upload.mjs');
const artifacts = builtArtifacts('v1');

/** What `pnpm upload` does after the build. */
function upload(lpf: Lpf, ...args: string[]): Promise<ProcessOutcome> {
  const PATH = [lpf.binDir, dirname(process.execPath), '/bin'].join(delimiter);
  return runNode(UPLOAD, args, { cwd: ROOT, env: { ...lpf.env, PATH } });
}

function hashOfDist(): string {
  const hash = createHash('sha256');
  const dist = join(ROOT, 'dist');
  for (const name of (readdirSync(dist, { recursive: true }) as string[]).sort()) {
    const path = join(dist, name);
    hash.update(name);
    if (statSync(path).isFile()) hash.update(readFileSync(path));
  }
  return hash.digest('hex');
}

test('from dist into production with the real tool, and dist stays as it was', async () => {
  const { cloud, lpf } = await account();
  const before = hashOfDist();
  const { exitCode, stdout } = await upload(lpf, '--target', 'v1', '--deploy');
  expect(exitCode).toBe(0);
  expect(hashOfDist()).toBe(before);
  for (const { name, code } of artifacts) {
    expect(cloud.lambdas.get(name)).toMatchObject({ state: 'Productive', lastDeployment: { code } });
    expect(stdout).toContain(`${name} (new)`);
    expect(stdout).toMatch(new RegExp(`Pushing ${name} \\[completed\\]`));
    expect(stdout).toMatch(new RegExp(`Deploying ${name} \\[completed\\]`));
  }
  expect(stdout).toContain('Left to do by a person:');

  const again = await upload(lpf, '--target', 'v1', '--dry-run');
  for (const { name } of artifacts) expect(again.stdout).toContain(`${name} (update; now Productive)`);
});

test('a dry run changes nothing in the account', async () => {
  const { cloud, lpf } = await account();
  const { exitCode, stdout } = await upload(lpf, '--target', 'v1', '--dry-run');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Dry run: nothing was changed.');
  expect(cloud.requests.every(({ method }) => method === 'GET')).toBe(true);
});

test('one function is uploaded alone', async () => {
  const { cloud, lpf } = await account();
  const name = artifacts.at(-1)?.name ?? '';
  expect((await upload(lpf, '--target', 'v1', name)).exitCode).toBe(0);
  expect([...cloud.lambdas.keys()]).toEqual([name]);
});

test('nobody logged in: ends with the remedy instead of a prompt', async () => {
  const { lpf } = await account({ loggedIn: false });
  const { exitCode, stderr } = await upload(lpf, '--target', 'v1');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('run `lpf login`');
});

test('an expired login: ends with the remedy before anything is uploaded', async () => {
  const { cloud, lpf } = await account({ loggedIn: false });
  await lpf.login('an old token');
  const { exitCode, stderr } = await upload(lpf, '--target', 'v1');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('run `lpf login` again');
  expect(cloud.lambdas.size).toBe(0);
});

test('the tool of V1 is refused for V2', async () => {
  const { cloud, lpf } = await account();
  const { exitCode, stderr } = await upload(lpf, '--target', 'v2');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('version 1.31.13 manages V1, not V2');
  expect(cloud.requests).toEqual([]);
});
