import { expect, it } from 'vitest';
import { describePlan } from '../../src/upload/describe.ts';
import { planUpload } from '../../src/upload/plan.ts';
import { remainingSteps } from '../../src/upload/steps.ts';
import { builtRepository } from './repository.ts';

const plan = (target: 'v1' | 'v2' = 'v1') => planUpload(builtRepository().root, target, []);
const text = (lines: string[]) => lines.join('\n');

it('shows for each function what the upload sets and what it needs', () => {
  const [orders] = text(describePlan(plan(), new Map())).split('\n\n').slice(1);
  expect(orders).toMatch(
    /^orders \(new\)\n {2}about +About orders\n {2}code +1\d\d characters, 0\.1 % of the limit/,
  );
  expect(orders?.split('\n').slice(3)).toEqual([
    '  event      No Event',
    '  variables  TARGET_URL=https://api.acme.com/orders',
    '  secrets    clientSecret',
    '  hosts      api.acme.com',
    '  schedule   none',
  ]);
});

it('shows the variables of the file that is sent, in both its forms', () => {
  for (const target of ['v1', 'v2'] as const) {
    const [orders] = plan(target).functions.map((planned) => ({
      ...planned,
      entry: { ...planned.entry, environment: {} },
    }));
    const lines = text(describePlan({ target, functions: orders ? [orders] : [] }, new Map()));
    expect(lines).toContain('  variables  TARGET_URL=https://api.acme.com/orders\n');
  }
});

it('says that a function has no variables', () => {
  const [, refresh] = text(describePlan(plan(), new Map())).split('\n\n').slice(1);
  expect(refresh).toContain('  variables  none\n');
});

it('warns about a host that is only an example', () => {
  const lines = describePlan(plan(), new Map());
  expect(lines.filter((line) => line.includes('!'))).toEqual([
    '  ! login.example.com is an example: set your own in the deploy.json',
  ]);
});

it('warns that variables are replaced and that the event stays', () => {
  const remote = new Map([['orders', { state: 'Draft', event: 'bot_started' }]]);
  const lines = text(describePlan(plan(), remote));
  expect(lines).toContain('orders (update; now Draft)');
  expect(lines).toContain('! the variables replace all that are set on the platform');
  expect(lines).toContain('! it stays with the event bot_started');
});

it('lists what a person has to do, each secret and host once', () => {
  expect(remainingSteps(plan(), { command: 'lpf', deployed: false })).toEqual([
    'Left to do by a person:',
    expect.stringMatching(/^1\. Create the secrets/),
    '   those that exist: clientSecret',
    expect.stringMatching(/^2\. Allowlist the hosts/),
    '     lpf add:domain "api.acme.com" "login.example.com"',
    expect.stringMatching(/^3\. Try the functions/),
    '     pnpm upload --target v1 --deploy orders refresh',
    '4. Set the schedule of refresh in the console under Schedules: */30 * * * * (UTC)',
    '     or, once it is deployed: lpf create:schedule -f refresh -c "*/30 * * * *"',
  ]);
});

it('a deployed function need not be deployed again', () => {
  const lines = text(remainingSteps(plan(), { command: 'lpf', deployed: true }));
  expect(lines).not.toContain('--deploy');
  expect(lines).toContain('3. Set the schedule');
});

it('the schedules of V2 are set in the console', () => {
  const lines = text(remainingSteps(plan('v2'), { command: 'lpf', deployed: true }));
  expect(lines).toContain('Set the schedule of refresh');
  expect(lines).not.toContain('create:schedule');
});
