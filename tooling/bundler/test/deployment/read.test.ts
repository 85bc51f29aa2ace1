import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDeployments } from '../../src/deployment/read.ts';
import { createWorkspace } from '../support/workspace.ts';

/** @param files contents by the middle of the name: '' for deploy.json, 'prod' for deploy.prod.json */
function read(files: Record<string, unknown>, profile?: string) {
  const texts = Object.entries(files).map(([name, content]): [string, string] => [
    `functions/greet/deploy${name === '' ? '' : `.${name}`}.json`,
    typeof content === 'string' ? content : JSON.stringify(content),
  ]);
  const root = createWorkspace(Object.fromEntries(texts));
  const packageDir = join(root, 'functions', 'greet');
  return readDeployments({ packageDir, label: 'functions/greet', name: 'greet', profile });
}

const only = (content: unknown) => read({ '': content }).functions[0];

const DEFAULTS = {
  event: 'No Event',
  environment: {},
  input: { headers: [], payload: {} },
  targets: ['v1', 'v2'],
};

describe('a deploy.json without deployments', () => {
  it('is one function under the name of the package', () => {
    expect(read({ '': { event: 'some_event' } }).functions).toEqual([
      { ...DEFAULTS, name: 'greet', place: 'functions/greet/deploy.json', event: 'some_event' },
    ]);
  });

  it('may be missing: the function sets nothing and has no event', () => {
    expect(read({}).functions).toEqual([
      { ...DEFAULTS, name: 'greet', place: 'functions/greet/deploy.json' },
    ]);
  });

  it('keeps every field', () => {
    const everything = {
      event: 'messaging_new_conversation',
      environment: { TARGET_URL: 'https://api.example.com' },
      schedule: { cron: '*/30 8-18 * * MON-FRI', payload: { force: null }, timeZone: 'Europe/Berlin' },
      input: { headers: [{ key: 'a', value: 'b' }], payload: { greeting: 'hi' } },
      targets: ['v2'],
    };
    expect(only(everything)).toMatchObject(everything);
  });

  it('takes what editors on Windows write: a byte order mark, carriage returns', () => {
    expect(only('\uFEFF{\r\n  "event": "some_event"\r\n}\r\n')?.event).toBe('some_event');
  });

  it('builds for the targets it names, in one order and each once', () => {
    expect(only({ targets: ['v2', 'v1', 'v2'] })?.targets).toEqual(['v1', 'v2']);
    expect(only({ targets: ['v1'] })?.targets).toEqual(['v1']);
  });

  it('leaves {n} alone, since nothing is counted', () => {
    expect(only({ environment: { PATH_OF_ITEM: '/items/{n}' } })?.environment).toEqual({
      PATH_OF_ITEM: '/items/{n}',
    });
  });
});

describe('deployments', () => {
  const crm = {
    environment: { REQUEST_TIMEOUT_MS: '5000', TARGET_URL: 'https://crm.acme.com' },
    schedule: { cron: '0 * * * *' },
    deployments: {
      crm_orders: {},
      erp_orders: {
        event: 'some_event',
        environment: { TARGET_URL: 'https://erp.acme.com' },
        schedule: { payload: { force: true } },
        targets: ['v2'],
      },
      idle_orders: { schedule: null, environment: { REQUEST_TIMEOUT_MS: null } },
    },
  };

  it('are functions of their own that share what stands beside them', () => {
    const { functions } = read({ '': crm });
    expect(functions.map(({ name, place }) => [name, place])).toEqual([
      ['crm_orders', 'functions/greet/deploy.json (crm_orders)'],
      ['erp_orders', 'functions/greet/deploy.json (erp_orders)'],
      ['idle_orders', 'functions/greet/deploy.json (idle_orders)'],
    ]);
    expect(functions[0]).toMatchObject({ environment: crm.environment, schedule: { cron: '0 * * * *' } });
  });

  it('override it member by member', () => {
    expect(read({ '': crm }).functions[1]).toMatchObject({
      event: 'some_event',
      environment: { REQUEST_TIMEOUT_MS: '5000', TARGET_URL: 'https://erp.acme.com' },
      schedule: { cron: '0 * * * *', payload: { force: true } },
      targets: ['v2'],
    });
  });

  it('take a shared member away with null', () => {
    const [, , idle] = read({ '': crm }).functions;
    expect(idle).not.toHaveProperty('schedule');
    expect(idle?.environment).toEqual({ TARGET_URL: 'https://crm.acme.com' });
  });

  it('with a count are as many, {n} in names and values being the number', () => {
    const { functions } = read({
      '': {
        environment: { LABEL: 'shard {n}' },
        deployments: {
          'refresh_{n}': {
            count: 3,
            environment: { SHARD: '{n}/3' },
            schedule: { cron: '{n}-59/10 * * * *', payload: { connections: ['c{n}', 7] } },
          },
        },
      },
    });
    expect(functions.map(({ name }) => name)).toEqual(['refresh_1', 'refresh_2', 'refresh_3']);
    expect(functions[1]).toMatchObject({
      environment: { SHARD: '2/3', LABEL: 'shard 2' },
      schedule: { cron: '2-59/10 * * * *', payload: { connections: ['c2', 7] } },
    });
  });
});

describe('a profile', () => {
  const base = {
    environment: { TARGET_URL: 'https://test.acme.com', GREETING: 'hi' },
    schedule: { cron: '0 9 * * *', timeZone: 'Europe/Berlin' },
  };

  it('is laid over deploy.json member by member, and names its account', () => {
    const prod = {
      account: '12345',
      environment: { TARGET_URL: 'https://acme.com', GREETING: null },
      schedule: { cron: '*/5 * * * *' },
    };
    const { account, hasProfile, functions } = read({ '': base, prod }, 'prod');
    expect({ account, hasProfile }).toEqual({ account: '12345', hasProfile: true });
    expect(functions[0]).toMatchObject({
      place: 'functions/greet/deploy.json (profile prod)',
      schedule: { cron: '*/5 * * * *', timeZone: 'Europe/Berlin' },
    });
    expect(functions[0]?.environment).toEqual({ TARGET_URL: 'https://acme.com' });
  });

  it('changes, adds and removes deployments', () => {
    const several = { ...base, deployments: { one: { event: 'event_of_one' }, two: {} } };
    const prod = { deployments: { one: { schedule: null }, two: null, three: { event: 'third' } } };
    const { functions } = read({ '': several, prod }, 'prod');
    expect(functions.map(({ name, event }) => [name, event])).toEqual([
      ['one', 'event_of_one'],
      ['three', 'third'],
    ]);
    expect(functions[0]).not.toHaveProperty('schedule');
    expect(functions[1]).toMatchObject({ schedule: base.schedule });
  });

  it('changes how many there are', () => {
    const counted = { deployments: { 'r_{n}': { count: 2, environment: { SHARD: '{n}' } } } };
    const { functions } = read({ '': counted, prod: { deployments: { 'r_{n}': { count: 4 } } } }, 'prod');
    expect(functions.map(({ name, environment }) => name + environment.SHARD)).toEqual([
      'r_11',
      'r_22',
      'r_33',
      'r_44',
    ]);
  });

  it('is no matter of a package that has no file for it', () => {
    expect(read({ '': base }, 'prod')).toMatchObject({
      account: undefined,
      hasProfile: false,
      functions: [{ environment: base.environment }],
    });
  });

  it('is not read when another or none is asked for', () => {
    const files = { '': base, prod: { environment: { GREETING: 'prod' } } };
    expect(read(files).functions[0]?.environment.GREETING).toBe('hi');
    expect(read(files, 'test').functions[0]?.environment.GREETING).toBe('hi');
  });

  it('is the file named when a value of it is wrong, and deploy.json when the value is there', () => {
    const prod = { deployments: { one: { schedule: { cron: '0 9 L * *' } } } };
    const several = { ...base, deployments: { one: {} } };
    expect(() => read({ '': several, prod }, 'prod')).toThrow(
      /^functions\/greet\/deploy\.prod\.json: \[deploy-json\] deployments\.one\.schedule\.cron: /,
    );
    const wrong = { ...several, schedule: { cron: 'daily' } };
    expect(() => read({ '': wrong, prod: { deployments: { one: {} } } }, 'prod')).toThrow(
      /^functions\/greet\/deploy\.json: \[deploy-json\] schedule\.cron: /,
    );
  });

  it('alone may name an account', () => {
    expect(() => read({ '': { account: '1' } })).toThrow('account: no such field');
    expect(() => read({ prod: { account: 'my account' } }, 'prod')).toThrow('the number of an account');
  });
});

describe('a deploy.json is refused', () => {
  it.each([
    [
      'a misspelt field',
      { enviroment: {} },
      'enviroment: no such field; known are event, environment, schedule, input, targets, deployments',
    ],
    [
      'a misspelt field of a field',
      { schedule: { cron: '* * * * *', zone: 'UTC' } },
      'schedule.zone: no such field',
    ],
    [
      'a misspelt field of a deployment',
      { deployments: { one: { enviroment: {} } } },
      'deployments.one.enviroment: no such field',
    ],
    ['a list', [], 'the file: expected an object'],
    ['a list of deployments', { deployments: [] }, 'deployments: expected an object'],
    ['a list as schedule', { schedule: [] }, 'schedule: expected an object'],
    ['text as schedule', { schedule: '* * * * *' }, 'schedule: expected an object'],
    ['an empty event', { event: '' }, 'event: expected the id'],
    ['another way to name no event', { event: 'no event' }, 'or "No Event"'],
    ['the title of an event', { event: 'New Conversation' }, 'expected the id of an event'],
    [
      'a number as variable',
      { environment: { DEADLINE_MS: 28000 } },
      'environment.DEADLINE_MS: expected text',
    ],
    ['a list of variables', { environment: [] }, 'environment: expected an object'],
    ['no cron', { schedule: {} }, 'schedule.cron: is missing'],
    ['an unknown time zone', { schedule: { cron: '0 * * * *', timeZone: 'Mars/Base' } }, 'schedule.timeZone'],
    ['headers as object', { input: { headers: { a: 'b' } } }, 'input.headers'],
    ['an unknown target', { targets: ['v3'] }, 'targets.0: expected "v1" or "v2"'],
    ['no target', { targets: [] }, 'targets: expected "v1", "v2" or both'],
    ['text as targets', { targets: 'v2' }, 'targets: expected a list'],
    ['a count of nothing', { deployments: { 'a_{n}': { count: 0 } } }, 'deployments.a_{n}.count: expected 1'],
    ['a part of one', { deployments: { 'a_{n}': { count: 1.5 } } }, 'count: expected a whole number'],
    ['a count without {n}', { deployments: { a: { count: 2 } } }, 'deployments.a: a "count" without {n}'],
    ['{n} without a count', { deployments: { 'a_{n}': {} } }, 'deployments.a_{n}: {n} without a "count"'],
    ['broken JSON', '{ "event": ', 'JSON'],
  ])('for %s', (_, content, message) => {
    expect(() => read({ '': content })).toThrow(/^functions\/greet\/deploy\.json.*: \[deploy-json\] /);
    expect(() => read({ '': content })).toThrow(message);
  });

  it('for every fault at once, each told once', () => {
    const deployments = { 'one_{n}': { count: 9, schedule: { cron: 'x' } }, two: { event: '?' } };
    expect(() => read({ '': { deployments } })).toThrow(
      /^.*one_\{n\}\.schedule\.cron.*\n.*Remedy.*\n.*two\.event.*\n.*$/,
    );
  });
});
