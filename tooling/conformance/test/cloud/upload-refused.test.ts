import { expect, it } from 'vitest';
import { account } from '../support/account.ts';
import { upload } from '../support/upload.ts';

it('nobody logged in: ends with the remedy instead of a prompt', async () => {
  const { lpf } = await account({ loggedIn: false });
  const { exitCode, stderr } = await upload(lpf, '--target', 'v1');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('run `lpf login`');
});

it('an expired login: ends with the remedy before anything is uploaded', async () => {
  const { cloud, lpf } = await account({ loggedIn: false });
  await lpf.login('an old token');
  const { exitCode, stderr } = await upload(lpf, '--target', 'v1');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('run `lpf login` again');
  expect(cloud.functions.size).toBe(0);
});

it('the tool of V1 is refused for V2', async () => {
  const { cloud, lpf } = await account();
  const { exitCode, stderr } = await upload(lpf, '--target', 'v2');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('version 1.31.13 manages V1, not V2');
  expect(cloud.requests).toEqual([]);
});
