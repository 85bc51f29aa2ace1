import { createSecretStore, startInstance } from '@lp-functions/emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContractCase } from '../../src/contract/case.ts';
import { CONTRACT } from '../../src/contract/contract.ts';
import { type ContractServer, startContractServer } from '../../src/contract/server.ts';
import { type Outcome, outcomeOfTestbed, outcomeOfVendor } from '../../src/outcome.ts';
import { runLocalV2 } from '../../src/v2/run-local.ts';
import { runLocal } from '../../src/vendor/run-local.ts';
import { probe } from '../support/probe.ts';

const SECRETS = { a: 'old' };
const EMPTY = { headers: [], payload: {} };

let server: ContractServer;
beforeAll(async () => {
  server = await startContractServer();
});
afterAll(() => server.stop());

function codeOf({ target, body }: ContractCase): string {
  const start = `const ORIGIN = '${server.origin}';`;
  return target === 'v1'
    ? `const { Toolbelt } = require('lp-faas-toolbelt');\n${start}\nfunction lambda(input, callback) {\n${body}\n}\n`
    : `import { Toolbelt } from "core-functions-toolbelt";\n${start}\nasync function lambda(input) {\n${body}\n}\n`;
}

async function byVendor(one: ContractCase): Promise<Outcome | 'no report'> {
  const { config, ...named } = probe(one.target);
  const fn = { ...named, code: codeOf(one), config: { ...config, input: one.input ?? EMPTY } };
  const settings = { secrets: [{ key: 'a', value: 'old' }], whitelist: ['127.0.0.1'] };
  const local = await (one.target === 'v1' ? runLocal : runLocalV2)({
    function: fn,
    settings,
    // Else a failed request ends the process, although the function caught it.
    env: { NODE_OPTIONS: '--unhandled-rejections=warn' },
  });
  return local.report ? outcomeOfVendor(local, settings) : 'no report';
}

async function byEmulator(one: ContractCase): Promise<Outcome> {
  const secrets = createSecretStore(SECRETS);
  const instance = await startInstance({
    function: 'probe',
    target: one.target,
    toolbelt: 'local',
    artifact: { code: codeOf(one) },
    secrets,
    allowlist: ['127.0.0.1'],
    accountId: null,
    env: { NODE_OPTIONS: '--unhandled-rejections=warn' },
  });
  try {
    const run = await instance.invokeInput(one.input ?? EMPTY);
    return outcomeOfTestbed({ ...run, logs: run.keptLogs }, SECRETS, secrets);
  } finally {
    await instance.stop();
  }
}

describe.concurrent.each(['v1', 'v2'] as const)(
  '%s: the emulator and the vendor runner agree on',
  (target) => {
    it.each(CONTRACT.filter((one) => one.target === target && !one.difference))('$name', async (one) => {
      expect(await byEmulator(one)).toEqual(await byVendor(one));
    });
  },
);

describe.concurrent('they differ, each for a reason, in', () => {
  it.each(CONTRACT.filter((one) => one.difference))('$target: $name ($difference.reason)', async (one) => {
    const [vendor, emulator] = [await byVendor(one), await byEmulator(one)];
    if (one.difference?.vendor === 'no report') expect(vendor).toBe('no report');
    else expect(vendor).toMatchObject(one.difference?.vendor ?? {});
    expect(emulator).toMatchObject(one.difference?.emulator ?? {});
    // A difference that has gone must leave the table.
    expect(emulator).not.toEqual(vendor);
  });
});
