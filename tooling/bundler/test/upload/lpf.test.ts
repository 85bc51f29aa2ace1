import { expect, it } from 'vitest';
import { upload } from '../../src/upload/upload.ts';
import { machineWith } from './fake-lpf.ts';
import { builtRepository } from './repository.ts';

const uploadTo = (target: 'v1' | 'v2') =>
  upload({
    root: builtRepository().root,
    target,
    names: [],
    dryRun: false,
    deploy: false,
    print: () => {},
  });

it('a missing tool: says how to install it', async () => {
  machineWith([]);
  await expect(uploadTo('v1')).rejects.toThrow(
    /lpf: \[installed\] .*\n.*npm install -g liveperson-functions-cli@1\.31\.13/,
  );
});

it('nobody logged in: says how to log in, and asks the platform nothing', async () => {
  const { calls } = machineWith([{}], { loggedIn: false });
  await expect(uploadTo('v1')).rejects.toThrow(/lpf: \[login\] nobody is logged in\n.*`lpf login`/);
  expect(calls()).toEqual([]);
});

it('an expired login: passes the reason on and uploads nothing', async () => {
  const { calls } = machineWith([{ replies: { get: { exitCode: 1, output: 'token expired' } } }]);
  await expect(uploadTo('v1')).rejects.toThrow(/\[login\] .*\(token expired\)\n.*`lpf login` again/);
  expect(calls().map(({ args }) => args[0])).toEqual(['get']);
});

it('an account without functions is no failure, although the tool calls it one', async () => {
  const output = 'Error: There are no functions created on your account!\n';
  const { calls } = machineWith([{ replies: { get: { exitCode: 1, output } } }]);
  await uploadTo('v1');
  expect(calls().at(-1)?.args[0]).toBe('push');
});

it('the tool of V1 does not upload to V2', async () => {
  const { calls } = machineWith([{ version: '1.31.13' }]);
  await expect(uploadTo('v2')).rejects.toThrow(
    /\[generation\] version 1\.31\.13 manages V1, not V2\n.*--target v1/,
  );
  expect(calls()).toEqual([]);
});

it('the tool of V2 does not upload to V1', async () => {
  machineWith([{ version: '2.0.6-beta' }]);
  await expect(uploadTo('v1')).rejects.toThrow('version 2.0.6-beta manages V2, not V1');
});

it('the tool of V2 uploads to V2', async () => {
  const { calls } = machineWith([{ version: '2.0.6-beta' }]);
  await uploadTo('v2');
  const push = calls().at(-1);
  expect(push?.args).toEqual(['push', 'orders', 'refresh', '--yes']);
  expect(JSON.parse(push?.files['functions/orders/config.json'] ?? '').environmentVariables).toEqual({
    TARGET_URL: 'https://api.acme.com/orders',
  });
});

it('finds the tool of V2 under the name that makes room for both', async () => {
  const { calls } = machineWith([{ command: 'lpf2', version: '2.0.6-beta' }, { version: '1.31.13' }]);
  await uploadTo('v2');
  expect(new Set(calls().map(({ command }) => command))).toEqual(new Set(['lpf2']));
});

it('an account that is not on V2 yet', async () => {
  const output = '⚠ Account Migration Required\n';
  machineWith([{ version: '2.0.6-beta', replies: { get: { exitCode: 1, output } } }]);
  await expect(uploadTo('v2')).rejects.toThrow(/\[generation\] the account is not on V2 yet/);
});
