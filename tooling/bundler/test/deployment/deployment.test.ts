import { defineFunction, flag, optional, text, url } from '@lp-functions/platform';
import type { AnyFunctionDefinition } from '@lp-functions/platform/internal';
import { describe, expect, it } from 'vitest';
import { configOf } from '../../src/deployment/config.ts';
import { describeDeployment } from '../../src/deployment/deployment.ts';

const definition: AnyFunctionDefinition = defineFunction({
  name: 'greet',
  description: 'Greets.',
  environment: { TARGET_URL: url(), LOUD: optional(flag(), 'false'), SECOND_URL: optional(url()) },
  payload: { greeting: optional(text()) },
  secrets: { greetKey: {}, otherKey: {} },
  targets: (env) => [env.TARGET_URL, env.SECOND_URL],
  handler: async () => 'hello',
});

const describeWith = (environment: Record<string, string>) =>
  describeDeployment(definition, { event: 'No Event', environment }, 'functions/greet/deploy.json');

const TARGET = { TARGET_URL: 'https://api.example.com/orders' };

describe('describeDeployment', () => {
  it('names the secrets, with the overrides that the deployment sets', () => {
    expect(describeWith({ ...TARGET, SECRET_GREET_KEY: 'crm_key' }).secrets).toEqual(['crm_key', 'otherKey']);
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
    ['an unknown name', { ...TARGET, TARGET_ULR: 'x' }, 'TARGET_ULR: greet has no such variable'],
    ['an override of a secret it does not have', { ...TARGET, SECRET_KEY: 'x' }, 'SECRET_KEY'],
  ])('refuses %s', (_, environment, message) => {
    expect(() => describeWith(environment)).toThrow(/^functions\/greet\/deploy\.json: \[environment\] /);
    expect(() => describeWith(environment)).toThrow(message);
  });

  it('keeps the schedule', () => {
    const schedule = { cron: '*/30 * * * *' };
    const deployment = describeDeployment(
      definition,
      { event: 'No Event', environment: TARGET, schedule },
      'deploy.json',
    );
    expect(deployment.schedule).toEqual(schedule);
    expect(describeWith(TARGET)).not.toHaveProperty('schedule');
  });

  const scheduled = (payload: Record<string, unknown>) =>
    describeDeployment(
      definition,
      { event: 'No Event', environment: TARGET, schedule: { cron: '0 * * * *', payload } },
      'functions/greet/deploy.json',
    );

  it('refuses a schedule whose runs would all fail, and repeats no value', () => {
    expect(() => scheduled({ greting: 'hi' })).toThrow(
      /^functions\/greet\/deploy\.json: \[schedule\] .*schedule\.payload: greting is not a known field\n/,
    );
    expect(() => scheduled({ greeting: 5 })).toThrow('schedule.payload: greeting: expected text');
  });

  it('takes a schedule that only keeps the function warm', () => {
    expect(scheduled({ wakeUp: true }).schedule?.payload).toEqual({ wakeUp: true });
  });
});

describe('configOf', () => {
  const config = (target: 'v1' | 'v2', environment: Record<string, string>) =>
    configOf(target, definition, { ...describeWith(TARGET), environment });

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
});
