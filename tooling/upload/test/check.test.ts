import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { check } from '../src/index.ts';
import { type FakeAccount, machineWith } from './support/fake-lpf.ts';
import { builtRepository, ORDERS } from './support/repository.ts';

const checkWith = (account: FakeAccount, target: 'v1' | 'v2' = 'v1', root = builtRepository().root) => {
  const machine = machineWith([{ version: target === 'v1' ? '1.31.13' : '2.0.6-beta', account }]);
  return { machine, report: check({ root, target, names: [], deploy: false }) };
};

it('finds nothing wrong, lists what only a person can see, and changes nothing', async () => {
  const { machine, report } = checkWith({ domains: ['*.acme.com'] });
  expect(await report).toEqual({
    passed: [
      '2 functions are as built, with all variables and within the limits of v1',
      'logged in to account 12345',
      'all hosts are on the allowlist',
    ],
    problems: [],
    leftToDo: expect.arrayContaining(['     required: clientSecret', '     optional: tokenKey']),
  });
  expect(machine.calls()).toEqual([]);
});

it('names each host that the allowlist lacks', async () => {
  const { problems } = await checkWith({ domains: ['api.acme.com'] }).report;
  expect(problems).toEqual([
    expect.objectContaining({ rule: 'allowlist', found: 'login.acme.com is not on the allowlist' }),
  ]);
});

it('leaves hosts to a person when the allowlist is not told, and to nobody on V2', async () => {
  const v1 = await checkWith({}).report;
  expect(v1.problems).toEqual([]);
  expect(v1.leftToDo.join('\n')).toContain('lpf add:domain');
  const v2 = await checkWith({ domains: ['x.acme.com'] }, 'v2').report;
  expect(v2.problems).toEqual([]);
  expect(v2.leftToDo.join('\n')).not.toContain('acme.com');
});

it('counts the functions that the account would hold', async () => {
  const functions = Array.from({ length: 49 }, (_, index) => ({ name: `theirs_${index}` }));
  const { problems } = await checkWith({ functions }, 'v2').report;
  expect(problems).toEqual([
    expect.objectContaining({ found: expect.stringMatching(/^51 functions .* v2 takes 50$/) }),
  ]);
});

it('names everything that is wrong at once', async () => {
  const environment = { TARGET_URL: 'https://api.example.com' };
  const { root } = builtRepository([{ ...ORDERS, environment, profile: 'prod', account: '111' }]);
  const { problems } = await checkWith({ domains: [] }, 'v1', root).report;
  expect(problems.map(({ rule }) => rule)).toEqual(['account', 'example-host', 'allowlist']);
});

it('says what is wrong without an account to ask', async () => {
  const { root, path } = builtRepository();
  machineWith([]);
  const selection = { root, target: 'v1' as const, names: [], deploy: false };
  const { passed, problems } = await check(selection);
  expect(passed).toEqual([expect.stringContaining('2 functions are as built')]);
  expect(problems.map(({ rule }) => rule)).toEqual(['installed']);
  writeFileSync(path('dist', 'v1', 'functions', 'orders', 'index.js'), 'rewritten');
  expect(await check(selection)).toMatchObject({ passed: [], problems: [{ rule: 'unchanged' }] });
});
