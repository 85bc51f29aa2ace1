import { defineFunction, flag, oneOf, optional, text, url } from '@lp-functions/platform';
import type { AnyFunctionDefinition } from '@lp-functions/platform/internal';
import { describe, expect, it } from 'vitest';
import { configOf, variablesOf } from '../../src/deployment/config.ts';
import { describeDeployment } from '../../src/deployment/deployment.ts';
import type { NamedSettings } from '../../src/deployment/read.ts';

const definition: AnyFunctionDefinition = defineFunction({
  name: 'greet',
  description: 'Greets.',
  environment: {
    TARGET_URL: url(),
    LOUD: optional(flag(), 'false'),
    SECOND_URL: optional(url()),
    AUTH: optional(oneOf('key', 'signature', 'none'), 'key'),
  },
  payload: { greeting: optional(text()) },
  secrets: {
    greetKey: { optional: (env) => env.AUTH === 'none' },
    privateKey: { when: (env) => env.AUTH === 'signature' },
  },
  targets: (env) => [env.TARGET_URL, env.SECOND_URL],
  handler: async () => 'hello',
});

const PLACE = 'functions/greet/deploy.json (greet_one)';
const TARGET = { TARGET_URL: 'https://api.example.com/orders' };

const settings = (changes: Partial<NamedSettings> = {}): NamedSettings => ({
  name: 'greet_one',
  place: PLACE,
  event: 'No Event',
  environment: TARGET,
  input: { headers: [], payload: {} },
  targets: ['v1', 'v2'],
  ...changes,
});

const describeWith = (environment: Record<string, string>, changes: Partial<NamedSettings> = {}) =>
  describeDeployment(definition, settings({ environment, ...changes }));

describe('describeDeployment', () => {
  it('says which secrets its variables need', () => {
    const needs = (environment: Record<string, string>) =>
      describeWith({ ...TARGET, ...environment }).secrets.map(({ name, need }) => `${name}: ${need}`);
    expect(needs({})).toEqual(['greetKey: required', 'privateKey: unused']);
    expect(needs({ AUTH: 'signature' })).toEqual(['greetKey: required', 'privateKey: required']);
    expect(needs({ AUTH: 'none' })).toEqual(['greetKey: optional', 'privateKey: unused']);
    expect(needs({ SECRET_GREET_KEY: 'crm_key' })).toEqual(['crm_key: required', 'privateKey: unused']);
  });

  it('names each host once, without ports, those of ALLOWED_ORIGINS too', () => {
    const { hosts } = describeWith({
      ...TARGET,
      SECOND_URL: 'https://api.example.com:8443/',
      ALLOWED_ORIGINS: 'https://files.example.com,https://a.example.org',
    });
    expect(hosts).toEqual(['a.example.org', 'api.example.com', 'files.example.com']);
  });

  it.each([
    ['a malformed value', { TARGET_URL: 'api.example.com' }, 'TARGET_URL'],
    ['a malformed optional value', { ...TARGET, LOUD: 'yes' }, 'LOUD'],
    ['a malformed common value', { ...TARGET, DEADLINE_MS: '31000' }, 'DEADLINE_MS'],
    ['a missing required one', {}, 'TARGET_URL'],
    ['an empty required one', { TARGET_URL: '' }, 'TARGET_URL'],
    ['an unknown name', { ...TARGET, TARGET_ULR: 'x' }, 'TARGET_ULR: greet has no such variable'],
    ['an override of a secret it does not have', { ...TARGET, SECRET_KEY: 'x' }, 'SECRET_KEY'],
  ])('refuses %s, naming the deployment', (_, environment, message) => {
    expect(() => describeWith(environment)).toThrow(
      /^functions\/greet\/deploy\.json \(greet_one\): \[environment\] /,
    );
    expect(() => describeWith(environment)).toThrow(message);
  });

  it.each(['sk+live/9f8a7b6c5d', 'kJ8sT2vQ9xWz4LmN7pRb', '-----BEGIN PRIVATE KEY-----'])(
    'refuses a credential where the name of a secret is expected, and does not repeat it',
    (credential) => {
      const build = () => describeWith({ ...TARGET, SECRET_GREET_KEY: credential });
      expect(build).toThrow('SECRET_GREET_KEY: expected the name of a secret');
      expect(build).not.toThrow(credential);
    },
  );

  it('keeps the schedule', () => {
    const schedule = { cron: '*/30 * * * *' };
    expect(describeWith(TARGET, { schedule }).schedule).toEqual(schedule);
    expect(describeWith(TARGET)).not.toHaveProperty('schedule');
  });

  const scheduled = (payload: Record<string, unknown>) =>
    describeWith(TARGET, { schedule: { cron: '0 * * * *', payload } });

  it('refuses a schedule whose runs would all fail, and repeats no value', () => {
    expect(() => scheduled({ greting: 'hi' })).toThrow(
      /^functions\/greet\/deploy\.json .*: \[schedule\] .*schedule\.payload: greting is not a known field\n/,
    );
    expect(() => scheduled({ greeting: 5 })).toThrow('schedule.payload: greeting: expected text');
  });

  it('takes a schedule that only keeps the function warm', () => {
    expect(scheduled({ wakeUp: true }).schedule?.payload).toEqual({ wakeUp: true });
  });
});

describe('the limits of a deployment', () => {
  const path = (length: number) => ({ TARGET_URL: `https://api.example.com/${'x'.repeat(length - 24)}` });
  const payload = (length: number) => ({
    schedule: { cron: '0 * * * *', payload: { greeting: 'x'.repeat(length - 15) } },
  });

  it('are those of the generations that it is built for', () => {
    expect(() => describeWith(path(200))).not.toThrow();
    expect(() => describeWith(path(201))).toThrow(
      /^.*\[environment\] TARGET_URL has 201 characters; v1 takes 200\n.*only with "targets": \["v2"\]$/,
    );
    expect(() => describeWith(path(1024), { targets: ['v2'] })).not.toThrow();
    expect(() => describeWith(path(1025), { targets: ['v2'] })).toThrow(
      /v2 takes 1024\n.*Remedy: shorten it$/,
    );
  });

  it('hold for the payload of its schedule', () => {
    expect(() => describeWith(TARGET, payload(8000))).not.toThrow();
    expect(() => describeWith(TARGET, payload(8001))).toThrow(
      /^.*\[schedule\] schedule\.payload as JSON has 8001 characters; v1 takes 8000\n/,
    );
    expect(() => describeWith(TARGET, { ...payload(15_000), targets: ['v2'] })).not.toThrow();
    expect(() => describeWith(TARGET, { ...payload(15_001), targets: ['v2'] })).toThrow('v2 takes 15000');
  });
});

describe('configOf', () => {
  const config = (target: 'v1' | 'v2', environment: Record<string, string>) =>
    configOf(target, definition, settings({ environment }));

  it('lists the variables for V1', () => {
    expect(config('v1', TARGET)).toEqual({
      name: 'greet',
      description: 'Greets.',
      event: 'No Event',
      input: { headers: [], payload: {} },
      environmentVariables: [{ key: 'TARGET_URL', value: 'https://api.example.com/orders' }],
    });
  });

  it("uses the vendor's sign for no variables on V1: an empty list destroys the file", () => {
    expect(config('v1', {}).environmentVariables).toEqual([{ key: '', value: '' }]);
  });

  it('gives V2 an object, also for no variables', () => {
    expect(config('v2', TARGET).environmentVariables).toEqual(TARGET);
    expect(config('v2', {}).environmentVariables).toEqual({});
  });

  it.each(['v1', 'v2'] as const)('can be read back for %s', (target) => {
    expect(variablesOf(config(target, TARGET))).toEqual(TARGET);
    expect(variablesOf(config(target, {}))).toEqual({});
  });
});
