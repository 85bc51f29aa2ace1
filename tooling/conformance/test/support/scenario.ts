import { createSecretStore, startInstance, type Target } from '@lp-functions/emulator';
import { describe, expect, it } from 'vitest';
import { builtArtifact } from '../../src/dist.ts';
import { type Outcome, outcomeOfTestbed, outcomeOfVendor } from '../../src/outcome.ts';
import { runLocalV2 } from '../../src/v2/run-local.ts';
import { type LocalOutcome, runLocal } from '../../src/vendor/run-local.ts';

/** Far below the deadline of a run: a process that lives so long waits for a timer somebody forgot. */
const LINGERING_MS = 15_000;

/** One call of a function and what must come of it, whoever runs it. */
export interface Scenario {
  payload?: unknown;
  environment: Record<string, string>;
  secrets: Record<string, unknown>;
  /** Host names that the function may reach. @default loopback */
  allowlist?: string[];
  /** A part of the result, or the code that the message starts with. */
  expected: { result: unknown } | { code: string };
  /** Names of the secrets that are written. @default none */
  writes?: string[];
}

export interface ScenarioOptions {
  /** What differs between generations because the vendor's local toolbelt loses it. */
  targets?: readonly Target[];
}

/** Asked before each run: some secrets can be used only once. */
type ScenarioOf = () => Scenario | Promise<Scenario>;

/**
 * Runs a scenario in the vendor's local runner and in ours, for both generations: they must agree with what is
 * expected and with each other, and the vendor's must leave the artifact as it was.
 */
export function scenario(
  name: string,
  title: string,
  scenarioOf: ScenarioOf,
  { targets = ['v1', 'v2'] }: ScenarioOptions = {},
): void {
  describe(title, () => {
    it.each(targets)('%s', async (target) => {
      const [vendor, own] = [await scenarioOf(), await scenarioOf()];
      const outcome = await runByVendor(name, target, vendor);
      expectOutcome(outcome, vendor);
      expect(outcome).toEqual(await runByTestbed(name, target, own));
    });
  });
}

async function runByVendor(name: string, target: Target, given: Scenario): Promise<Outcome> {
  const { payload = {}, environment, secrets, allowlist = ['127.0.0.1'] } = given;
  const { code, config } = builtArtifact(name, target);
  const list = Object.entries(environment).map(([key, value]) => ({ key, value }));
  const settings = {
    secrets: Object.entries(secrets).map(([key, value]) => ({ key, value })),
    whitelist: allowlist,
  };
  const run = target === 'v1' ? runLocal : runLocalV2;
  const local = await run({
    function: {
      name,
      code,
      config: {
        ...config,
        input: { headers: [], payload },
        environmentVariables: target === 'v1' ? [...list, { key: '', value: '' }] : environment,
      },
    },
    settings,
  });
  expectClean(local, code, secrets);
  return outcomeOfVendor(local, settings);
}

/** The file is as it was, the process ended by itself, and nothing secret was printed. */
function expectClean(local: LocalOutcome, code: string, secrets: Record<string, unknown>): void {
  expect(local.codeAfter).toBe(code);
  expect(local.stderr).toBe('');
  expect(local.durationMs).toBeLessThan(LINGERING_MS);
  for (const value of Object.values(secrets)) {
    if (typeof value === 'string') expect(local.stdout).not.toContain(value);
  }
}

async function runByTestbed(name: string, target: Target, given: Scenario): Promise<Outcome> {
  const { payload = {}, environment, secrets, allowlist = ['127.0.0.1'] } = given;
  const store = createSecretStore(secrets);
  const instance = await startInstance({
    function: name,
    target,
    toolbelt: 'local',
    env: environment,
    secrets: store,
    allowlist,
    accountId: null,
  });
  try {
    return outcomeOfTestbed(await instance.invoke(payload), secrets, store);
  } finally {
    await instance.stop();
  }
}

function expectOutcome(outcome: Outcome, { expected, writes = [] }: Scenario): void {
  if ('code' in expected) {
    expect(outcome.message).toMatch(new RegExp(`^${expected.code}\\b`));
    expect(outcome.errorCode).toBe('com.liveperson.faas.handler.custom-failure');
  } else {
    expect(outcome.message).toBeUndefined();
    expect(outcome.result).toMatchObject(expected.result as object);
  }
  expect(outcome.changedSecrets).toEqual([...writes].sort());
}
