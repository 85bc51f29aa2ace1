import { TARGETS } from '@lp-functions/bundler';
import { describe, expect, it } from 'vitest';
import { situation } from '../support/generation.ts';
import { builtRepository } from '../support/repository.ts';
import { upload, uploadKilledWhen } from '../support/upload.ts';

const environment = { TARGET_URL: 'https://api.acme.com/orders' };
const many = (count: number) =>
  builtRepository({
    'deploy.json': {
      environment,
      deployments: { 'orders_{n}': { count, environment: { SHARD: `{n}/${count}` } } },
    },
  });
const namesUpTo = (count: number) =>
  Array.from({ length: count }, (_, index) => `orders_${index + 1}`).sort();

describe.each(TARGETS)('50 deployments of one package on %s', (target) => {
  it('are uploaded, each with its own variables, and unchanged afterwards', async () => {
    const [there, { root }] = [await situation(target), await many(50)];
    const first = await upload(there.lpf, root, '--target', target, '--yes');
    expect(first.exitCode).toBe(0);
    expect(there.names()).toEqual(namesUpTo(50));
    expect(there.held('orders_37')?.variables).toEqual({ ...environment, SHARD: '37/50' });
    const second = await upload(there.lpf, root, '--target', target, '--plan');
    expect(second.exitCode).toBe(0);
    expect(second.stdout).toContain('0 new, 0 changed, 50 unchanged');
  });
});

describe.each(TARGETS)('an upload to %s that is killed in the middle', (target) => {
  it('is finished by running it again', async () => {
    const [there, { root }] = [await situation(target), await many(24)];
    const printed = await uploadKilledWhen(
      () => there.names().length >= 12,
      there.lpf,
      root,
      ...['--target', target, '--yes', '--deploy'],
    );
    expect(printed).toContain('24 new');
    const arrived = there.names().length;
    expect(arrived).toBeGreaterThanOrEqual(12);
    expect(arrived).toBeLessThan(24);

    const { exitCode, stdout } = await upload(there.lpf, root, '--target', target, '--yes', '--deploy');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(new RegExp(`\\b${24 - arrived} new, \\d+ changed, \\d+ unchanged, 24 to deploy`));
    expect(there.names()).toEqual(namesUpTo(24));
    for (const name of there.names()) {
      expect(there.held(name)).toMatchObject({ state: 'Productive', deployed: there.held(name)?.code });
    }
  });
});
