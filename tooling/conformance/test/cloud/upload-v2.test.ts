import { readFileSync } from 'node:fs';
import { startCloudV1 } from '@lp-functions/emulator';
import { expect, it, onTestFinished } from 'vitest';
import { builtArtifacts } from '../../src/dist.ts';
import { installLpfV2 } from '../../src/v2/lpf.ts';
import { accountV2 } from '../support/account.ts';
import { upload } from '../support/upload.ts';

const artifacts = builtArtifacts('v2');
const names = artifacts.map(({ name }) => name);

it('from dist into production on V2, byte for byte', async () => {
  const { cloud, lpf } = await accountV2();
  const { exitCode, stdout } = await upload(lpf, '--target', 'v2', '--deploy');
  expect(exitCode).toBe(0);
  expect([...cloud.functions.keys()].sort()).toEqual([...names].sort());
  for (const { name, file, config } of artifacts) {
    const fn = cloud.functions.get(name);
    expect(fn).toMatchObject({ state: 'Productive', description: config.description });
    expect(fn?.deployed?.environment).toEqual(config.environmentVariables);
    expect(Buffer.from(fn?.deployed?.code ?? '').equals(readFileSync(file))).toBe(true);
    expect(stdout).toContain(`${name} (new)`);
    expect(stdout).toContain(`Deploying ${name} [completed]`);
  }
  expect(stdout).toContain('Left to do by a person:');
});

it('what is uploaded to V2 again is an update without changes', async () => {
  const { cloud, lpf } = await accountV2();
  const [name = ''] = names;
  await upload(lpf, '--target', 'v2', name);
  const before = structuredClone(cloud.functions.get(name));
  const { exitCode, stdout } = await upload(lpf, '--target', 'v2', name);
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`${name} (update; now Draft)`);
  expect(cloud.functions.get(name)).toEqual(before);
});

it('a dry run changes nothing on V2', async () => {
  const { cloud, lpf } = await accountV2();
  const { exitCode, stdout } = await upload(lpf, '--target', 'v2', '--dry-run');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Dry run: nothing was changed.');
  expect(cloud.functions.size).toBe(0);
});

it('an account that is still on V1 is told apart', async () => {
  const cloud = await startCloudV1();
  onTestFinished(cloud.stop);
  const lpf = installLpfV2(cloud.url);
  onTestFinished(lpf.remove);
  const { exitCode, stderr } = await upload(lpf, '--target', 'v2');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('upload with --target v1');
});
