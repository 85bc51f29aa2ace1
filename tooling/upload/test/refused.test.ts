import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { machineWith } from './support/fake-lpf.ts';
import { builtRepository, ORDERS } from './support/repository.ts';
import { run } from './support/run.ts';

describe('refuses before anything is sent', () => {
  it('example hosts, naming the variable and the file', async () => {
    const { root } = builtRepository([
      { ...ORDERS, environment: { TARGET_URL: 'https://api.example.com/orders' } },
    ]);
    const { calls } = machineWith([{}]);
    await expect(run({ root })).rejects.toThrow(
      /^functions\/orders\/deploy\.json \(orders\): \[example-host\] TARGET_URL points to api\.example\.com.*\n.*Remedy: set TARGET_URL to your own host/,
    );
    expect(calls()).toEqual([]);
  });

  it('another account than the profile is for', async () => {
    const { root } = builtRepository([{ ...ORDERS, profile: 'prod', account: '111' }]);
    const { calls } = machineWith([{ account: { accountId: '222' } }]);
    await expect(run({ root })).rejects.toThrow(
      /^functions\/orders\/deploy\.prod\.json: \[account\] is for account 111, and lpf is logged in to 222\n.*lpf login/,
    );
    expect(calls()).toEqual([]);
  });

  it('but not the account that the profile is for', async () => {
    const { root } = builtRepository([{ ...ORDERS, profile: 'prod', account: '111' }]);
    machineWith([{ account: { accountId: '111' } }]);
    expect(await run({ root })).toContain('Plan for V1, account 111, profile prod\n');
  });

  it('code that changed after the build', async () => {
    const { root, path } = builtRepository();
    const { calls } = machineWith([{}]);
    writeFileSync(path('dist', 'v1', 'functions', 'orders', 'index.js'), 'rewritten');
    await expect(run({ root })).rejects.toThrow('dist/v1/functions/orders/index.js: [unchanged]');
    expect(calls()).toEqual([]);
  });

  it('variables that changed after the build, also those that were taken away', async () => {
    const { root, path } = builtRepository([ORDERS]);
    const config = path('dist', 'v2', 'functions', 'orders', 'config.json');
    machineWith([{ version: '2.0.6-beta' }]);
    writeFileSync(
      config,
      readFileSync(config, 'utf8').replace('"TARGET_URL": "https://api.acme.com/orders"', ''),
    );
    await expect(run({ root, target: 'v2' })).rejects.toThrow(
      /^dist\/v2\/functions\/orders\/config\.json: \[unchanged\] TARGET_URL is not what.*\n.*functions\/orders\/deploy\.json/,
    );
  });

  it('a function that was not built, naming those that were', async () => {
    const { root } = builtRepository();
    await expect(run({ root, names: ['order'] })).rejects.toThrow(
      /no function order for v1\n.*orders, refresh/,
    );
  });

  it('a function that is built for the other generation only', async () => {
    const { root } = builtRepository([{ ...ORDERS, targets: ['v2'] }]);
    await expect(run({ root, names: ['orders'] })).rejects.toThrow('no function orders for v1');
  });

  it('what was never built', async () => {
    await expect(run({ root: tmpdir() })).rejects.toThrow('run `pnpm build`');
  });
});
