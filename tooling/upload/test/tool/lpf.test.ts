import { describe, expect, it } from 'vitest';
import { machineWith } from '../support/fake-lpf.ts';
import { builtRepository, ORDERS } from '../support/repository.ts';
import { run } from '../support/run.ts';

const uploadTo = (target: 'v1' | 'v2') => run({ root: builtRepository([ORDERS]).root, target });

describe('the tool', () => {
  it('is missing', async () => {
    machineWith([]);
    await expect(uploadTo('v1')).rejects.toThrow(
      'lpf: [installed] there is no such command on the PATH\n    Remedy: run `npm install -g liveperson-functions-cli@1.31.13`',
    );
  });

  it('has nobody logged in', async () => {
    const { calls } = machineWith([{}], { loggedIn: false });
    await expect(uploadTo('v1')).rejects.toThrow(/\[login\] nobody is logged in\n.*`lpf login`/);
    expect(calls()).toEqual([]);
  });

  it('of V1 does not upload to V2', async () => {
    const { calls } = machineWith([{ version: '1.31.13' }]);
    await expect(uploadTo('v2')).rejects.toThrow(
      /\[generation\] version 1\.31\.13 manages V1, not V2\n.*--target v1/,
    );
    expect(calls()).toEqual([]);
  });

  it('of V2 does not upload to V1', async () => {
    machineWith([{ version: '2.0.6-beta' }]);
    await expect(uploadTo('v1')).rejects.toThrow('version 2.0.6-beta manages V2, not V1');
  });

  it('of V2 uploads to V2', async () => {
    const { calls } = machineWith([{ version: '2.0.6-beta' }]);
    await uploadTo('v2');
    const push = calls().at(-1);
    expect(push?.args).toEqual(['push', 'orders', '--yes']);
    expect(JSON.parse(push?.files['functions/orders/config.json'] ?? '').environmentVariables).toEqual({
      TARGET_URL: 'https://api.acme.com/orders',
    });
  });

  it('of V2 is found under the name that makes room for both', async () => {
    const { calls } = machineWith([{ command: 'lpf2', version: '2.0.6-beta' }, { version: '1.31.13' }]);
    await uploadTo('v2');
    expect(new Set(calls().map(({ command }) => command))).toEqual(new Set(['lpf2']));
  });
});

describe('the account', () => {
  it('is not read with a login that is not valid any more', async () => {
    const { calls } = machineWith([{ account: { isLoginValid: false } }]);
    await expect(uploadTo('v1')).rejects.toThrow(
      /\[login\] the login is not valid any more\n.*`lpf login` again/,
    );
    expect(calls()).toEqual([]);
  });

  it('is not read with a token that the platform refuses', async () => {
    machineWith([{ account: { fails: { errorCode: '401', errorMsg: 'no' } } }]);
    await expect(uploadTo('v1')).rejects.toThrow('[login] the login is not valid any more');
  });

  it('cannot be read: passes the reason on', async () => {
    machineWith([{ account: { fails: { errorMsg: 'service is down' } } }]);
    await expect(uploadTo('v1')).rejects.toThrow(/\[account\] .*\(service is down\)\n.*HTTPS_PROXY/);
  });

  it('answers in a way that nobody knows', async () => {
    const functions = [{ name: 'orders', description: 5 }].map((fn) => Object.assign({ name: '' }, fn));
    machineWith([{ account: { functions: JSON.parse(JSON.stringify(functions)) } }]);
    await expect(uploadTo('v1')).rejects.toThrow(/\[account\] version 1\.31\.13.*functions\.0\.description/);
  });

  it.each([
    ['', {}],
    [', even when it lists nothing', { fails: { errorMsg: 'no such route' } }],
  ])('is not on V2 yet%s', async (_, fails) => {
    machineWith([{ version: '2.0.6-beta', account: { gateway: 'va.faasgw.liveperson.net', ...fails } }]);
    await expect(uploadTo('v2')).rejects.toThrow(
      /\[generation\] the account is not on V2 yet\n.*--target v1/,
    );
  });
});
