import { expect, it } from 'vitest';
import { readBuilt } from '../src/built/built.ts';
import { type LeftToDoOptions, leftToDo } from '../src/left-to-do.ts';
import type { Account } from '../src/tool/account.ts';
import { builtRepository, type Given, ORDERS, REFRESH } from './support/repository.ts';

const UNTOLD: Account = { id: '1', functions: new Map(), domains: undefined, schedules: undefined };
const NOW = new Date('2026-11-24T12:00:00Z');

function steps({
  given = [ORDERS, REFRESH],
  target = 'v1',
  ...options
}: Partial<LeftToDoOptions> & { given?: Given[] } = {}): string[] {
  const { functions } = readBuilt(builtRepository(given).root, target, []);
  return leftToDo({
    target,
    functions,
    account: UNTOLD,
    command: 'lpf',
    undeployed: [],
    now: NOW,
    ...options,
  });
}

it('lists what a person has to do, each secret and host once', () => {
  expect(steps({ undeployed: ['orders', 'refresh'] })).toEqual([
    'Left to do by a person:',
    '1. See that the secrets exist, in the console under Settings > Secrets; a function can change but not create them.',
    '     required: clientSecret',
    '     optional: tokenKey',
    '2. Allowlist the hosts that are not allowed yet, in the console under Settings > Allowlist, or with',
    '     lpf add:domain "api.acme.com" "login.acme.com"',
    '3. Try the functions in the console, then put them into production with',
    '     pnpm upload --target v1 --deploy orders refresh',
    '4. Set the schedule of refresh in the console under Schedules: */30 * * * * (UTC)',
    '     or, once it is deployed: lpf create:schedule -f refresh -c "*/30 * * * *"',
  ]);
});

it('names no secret that the deployment does not need', () => {
  expect(steps().join('\n')).not.toContain('rsaPrivateKey');
});

it('names no host for V2, which has no allowlist', () => {
  const text = steps({ target: 'v2' }).join('\n');
  expect(text).not.toMatch(/allowlist|acme\.com/i);
  expect(text).toContain('Set the schedule of refresh');
  expect(text).not.toContain('create:schedule');
});

it('names only the hosts that the allowlist lacks, when that is told', () => {
  const account = { ...UNTOLD, domains: ['api.acme.com', '*.other.com'] };
  expect(steps({ account }).join('\n')).toContain(
    'Allowlist these hosts, in the console under Settings > Allowlist, or with\n     lpf add:domain "login.acme.com"\n',
  );
  expect(steps({ account: { ...UNTOLD, domains: ['*.acme.com'] } }).join('\n')).not.toContain('llowlist');
});

it('takes a wildcard for one label, as the platform does', () => {
  const given = [{ ...ORDERS, hosts: ['eu.api.acme.com', 'acme.com'] }];
  const account = { ...UNTOLD, domains: ['*.acme.com'] };
  expect(steps({ given, account }).join('\n')).toContain('"acme.com" "eu.api.acme.com"');
});

it('names a schedule that the account has otherwise, and one that deploy.json does not name', () => {
  const schedules = [
    { function: 'refresh', cron: '0 * * * *', payload: {} },
    { function: 'orders', cron: '5 * * * *', payload: {} },
  ];
  const text = steps({ account: { ...UNTOLD, schedules } }).join('\n');
  expect(text).toContain('Schedules: */30 * * * * (UTC), not 0 * * * * (UTC)');
  expect(text).toContain('orders runs on a schedule that its deploy.json does not name: 5 * * * * (UTC)');
  expect(text).not.toContain('create:schedule');
});

it('says when more functions have schedules than an account takes', () => {
  const given = Array.from({ length: 11 }, (_, index) => ({ ...REFRESH, name: `refresh_${index}` }));
  expect(steps({ given }).join('\n')).toContain('11 functions have schedules; an account of V1 takes 10.');
});

it('says that nothing is left', () => {
  const given = [{ name: 'plain' }];
  expect(steps({ given })).toEqual(['Nothing is left to do.']);
});
