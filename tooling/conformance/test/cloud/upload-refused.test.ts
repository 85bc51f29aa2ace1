import { TARGETS } from '@lp-functions/bundler';
import { startCloudV1 } from '@lp-functions/emulator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { installLpfV2 } from '../../src/v2/lpf.ts';
import { account } from '../support/account.ts';
import { situation } from '../support/generation.ts';
import { builtRepository } from '../support/repository.ts';
import { upload } from '../support/upload.ts';

const environment = { TARGET_URL: 'https://api.acme.com/orders' };
const built = () => builtRepository({ 'deploy.json': { environment } });

describe.each(TARGETS)('an upload to %s is refused', (target) => {
  it('for another account than the profile is for', async () => {
    const there = await situation(target);
    const prod = { account: '99999', environment };
    const { root } = await builtRepository({ 'deploy.json': {}, 'deploy.prod.json': prod }, 'prod');
    const { exitCode, stderr } = await upload(there.lpf, root, '--target', target, '--yes');
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      'functions/orders/deploy.prod.json: [account] is for account 99999, and lpf is logged in to 12345',
    );
    expect(there.names()).toEqual([]);
  });

  it('but not for its own', async () => {
    const there = await situation(target);
    const prod = { account: '12345', environment };
    const { root } = await builtRepository({ 'deploy.json': {}, 'deploy.prod.json': prod }, 'prod');
    const { exitCode, stdout } = await upload(there.lpf, root, '--target', target, '--yes');
    expect(stdout).toContain('account 12345, profile prod');
    expect(exitCode).toBe(0);
    expect(there.names()).toEqual(['orders']);
  });

  it('with an example host', async () => {
    const there = await situation(target);
    const example = { environment: { TARGET_URL: 'https://api.example.com/orders' } };
    const { root } = await builtRepository({ 'deploy.json': example });
    const { exitCode, stderr } = await upload(there.lpf, root, '--target', target, '--yes', '--deploy');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('[example-host] TARGET_URL points to api.example.com');
    expect(there.names()).toEqual([]);
  });
});

it('nobody logged in: ends with the remedy instead of a prompt', async () => {
  const { lpf } = await account({ loggedIn: false });
  const { exitCode, stderr } = await upload(lpf, (await built()).root, '--target', 'v1', '--yes');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('run `lpf login`');
});

it('an expired login: ends with the remedy before anything is uploaded', async () => {
  const { cloud, lpf } = await account({ loggedIn: false });
  await lpf.login('an old token');
  const { exitCode, stderr } = await upload(lpf, (await built()).root, '--target', 'v1', '--yes');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('run `lpf login` again');
  expect(stderr).not.toContain('an old token');
  expect(cloud.functions.size).toBe(0);
});

it('the tool of V1 is refused for V2', async () => {
  const { cloud, lpf } = await account();
  const { exitCode, stderr } = await upload(lpf, (await built()).root, '--target', 'v2', '--yes');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('version 1.31.13 manages V1, not V2');
  expect(cloud.requests).toEqual([]);
});

it('an account that is still on V1 is told apart', async () => {
  const cloud = await startCloudV1();
  onTestFinished(cloud.stop);
  const lpf = installLpfV2(cloud.url);
  onTestFinished(lpf.remove);
  const { exitCode, stderr } = await upload(lpf, (await built()).root, '--target', 'v2', '--yes');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('upload with --target v1');
});
