import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builtArtifacts, ROOT } from '../../src/dist.ts';
import { account } from '../support/account.ts';
import { upload } from '../support/upload.ts';

const artifacts = builtArtifacts('v1');

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

it('from dist into production with the real tool, and dist stays as it was', async () => {
  const { cloud, lpf } = await account();
  const before = hashOfDist();
  const { exitCode, stdout } = await upload(lpf, '--target', 'v1', '--deploy');
  expect(exitCode).toBe(0);
  expect(hashOfDist()).toBe(before);
  for (const { name, code } of artifacts) {
    expect(cloud.functions.get(name)).toMatchObject({ state: 'Productive', lastDeployment: { code } });
    expect(stdout).toContain(`${name} (new)`);
    expect(stdout).toMatch(new RegExp(`Pushing ${name} \\[completed\\]`));
    expect(stdout).toMatch(new RegExp(`Deploying ${name} \\[completed\\]`));
  }
  expect(stdout).toContain('Left to do by a person:');

  const again = await upload(lpf, '--target', 'v1', '--dry-run');
  for (const { name } of artifacts) expect(again.stdout).toContain(`${name} (update; now Productive)`);
});

it('a dry run changes nothing in the account', async () => {
  const { cloud, lpf } = await account();
  const { exitCode, stdout } = await upload(lpf, '--target', 'v1', '--dry-run');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Dry run: nothing was changed.');
  expect(cloud.requests.every(({ method }) => method === 'GET')).toBe(true);
});

it('one function is uploaded alone', async () => {
  const { cloud, lpf } = await account();
  const name = artifacts.at(-1)?.name ?? '';
  expect((await upload(lpf, '--target', 'v1', name)).exitCode).toBe(0);
  expect([...cloud.functions.keys()]).toEqual([name]);
});
