import { expect, it } from 'vitest';
import { readBuilt } from '../../src/built/built.ts';
import { hasChanges, planOf } from '../../src/plan/plan.ts';
import { planText } from '../../src/plan/text.ts';
import type { Account, CloudFunction } from '../../src/tool/account.ts';
import { builtRepository, codeOf, type Given, ORDERS, REFRESH } from '../support/repository.ts';

const SAME: CloudFunction = {
  name: 'orders',
  description: 'About orders',
  event: 'No Event',
  state: 'Productive',
  code: codeOf('v1', 'orders'),
  variables: { TARGET_URL: 'https://api.acme.com/orders' },
};

interface Situation {
  given?: Given[];
  cloud?: CloudFunction[];
  deploy?: boolean;
}

function planFor({ given = [ORDERS], cloud = [], deploy = false }: Situation) {
  const account: Account = {
    id: '12345',
    functions: new Map(cloud.map((fn) => [fn.name, fn])),
    domains: undefined,
    schedules: undefined,
  };
  return planOf({ target: 'v1', built: readBuilt(builtRepository(given).root, 'v1', []), account, deploy });
}

const textFor = (situation: Situation) => planText(planFor(situation));

it('shows a new function with its variables', () => {
  expect(textFor({})).toEqual([
    'Plan for V1, account 12345',
    '',
    '+ orders (new)',
    '    + variable   TARGET_URL = "https://api.acme.com/orders"',
    '',
    '1 new, 0 changed, 0 unchanged',
  ]);
});

it('shows each thing that is different, variables one by one', () => {
  const cloud = {
    ...SAME,
    code: 'older',
    description: 'old words',
    state: 'Modified',
    variables: { TARGET_URL: 'https://hand.acme.com', LOG_LEVEL: 'debug' },
  };
  const given = { ...ORDERS, environment: { ...ORDERS.environment, DEADLINE_MS: '20000' } };
  expect(textFor({ given: [given], cloud: [cloud] }).slice(2, 9)).toEqual([
    '~ orders (changed, now Modified)',
    expect.stringMatching(/^ {4}code {9}[\da-f]{12} -> [\da-f]{12}$/),
    '    description  "old words" -> "About orders"',
    '    ~ variable   TARGET_URL = "https://hand.acme.com" -> "https://api.acme.com/orders"',
    '    + variable   DEADLINE_MS = "20000"',
    '    - variable   LOG_LEVEL = "debug"',
    '',
  ]);
});

it('never shows what looks like a credential', () => {
  const cloud = { ...SAME, variables: { ...SAME.variables, API_KEY: 'hunter2', OTHER: 'sk_live_abcdefgh' } };
  const plan = planFor({ cloud: [cloud] });
  expect(planText(plan).join('\n')).toContain(
    '- variable   API_KEY = (not shown: it looks like a credential)',
  );
  expect(planText(plan).join('\n') + JSON.stringify(plan)).not.toMatch(/hunter2|sk_live/);
});

it('names what is unchanged in one line, and what of it is not in production', () => {
  const refresh = { ...SAME, name: 'refresh', description: 'About refresh', code: codeOf('v1', 'refresh') };
  const cloud = [SAME, { ...refresh, variables: {}, state: 'Draft' }];
  expect(textFor({ given: [ORDERS, REFRESH], cloud })).toEqual([
    'Plan for V1, account 12345',
    '',
    '= unchanged: orders, refresh',
    '  of these not in production, which --deploy changes: refresh',
    '0 new, 0 changed, 2 unchanged',
  ]);
});

it('has nothing to do for what is unchanged, unless it has to be deployed', () => {
  const draft = { ...SAME, state: 'Modified' };
  expect(hasChanges(planFor({ cloud: [draft] }))).toBe(false);
  expect(hasChanges(planFor({ cloud: [draft], deploy: true }))).toBe(true);
  expect(hasChanges(planFor({ cloud: [SAME], deploy: true }))).toBe(false);
});

it('says that the event stays, and counts it for no change: no upload could ever make it', () => {
  const plan = planFor({ cloud: [{ ...SAME, event: 'bot_started' }] });
  expect(hasChanges(plan)).toBe(false);
  expect(planText(plan).join('\n')).toMatch(/= orders \(unchanged.*\n {2}! keeps the event bot_started: /);
});

it('names what is in the account but not built here, and what is built for it but was not asked for is neither', () => {
  const cloud = [SAME, { ...SAME, name: 'theirs' }, { ...SAME, name: 'refresh' }];
  const { root } = builtRepository([ORDERS, REFRESH]);
  const account = {
    id: '1',
    functions: new Map(cloud.map((fn) => [fn.name, fn])),
    domains: undefined,
    schedules: undefined,
  };
  const plan = planOf({ target: 'v1', built: readBuilt(root, 'v1', ['orders']), account, deploy: false });
  expect(plan.others).toEqual(['theirs']);
  expect(plan.functions.map(({ name }) => name)).toEqual(['orders']);
});

it('sends code to a function that has none yet', () => {
  const { code: _, ...empty } = SAME;
  expect(textFor({ cloud: [{ ...empty, code: undefined }] })).toContainEqual(
    expect.stringMatching(/code {9}none -> [\da-f]{12}/),
  );
});
