import { TARGETS, variablesOf } from '@lp-functions/bundler';
import { describe, expect, it } from 'vitest';
import { changeByHand } from '../support/by-hand.ts';
import { type Situation, situation } from '../support/generation.ts';
import { builtRepository, type Repository } from '../support/repository.ts';
import { upload } from '../support/upload.ts';

const environment = { TARGET_URL: 'https://api.acme.com/orders', LABEL: 'of the build' };
const TWO = { deployments: { crm_orders: {}, erp_orders: { environment: { SHARD: '1/2' } } }, environment };

const built = (deploy: object = TWO) => builtRepository({ 'deploy.json': deploy });

/** The account holds what is in `dist`, byte for byte. */
function expectHeld({ target, held }: Situation, repository: Repository, name: string): void {
  const folder = `dist/${target}/functions/${name}`;
  const config = JSON.parse(repository.read(`${folder}/config.json`));
  expect(held(name)).toMatchObject({
    code: repository.read(`${folder}/index.js`),
    description: config.description,
    variables: variablesOf(config),
  });
}

const isWrite = (request: string) => !request.startsWith('GET ');

describe.each(TARGETS)('an upload to %s', (target) => {
  it('brings what is built into production, byte for byte, and leaves dist as it is', async () => {
    const [there, repository] = [await situation(target), await built()];
    const before = repository.dist();
    const { exitCode, stdout } = await upload(
      there.lpf,
      repository.root,
      '--target',
      target,
      '--yes',
      '--deploy',
    );
    expect(stdout).toContain('+ crm_orders (new, goes into production)');
    expect(stdout).toContain('Left to do by a person:');
    expect(exitCode).toBe(0);
    expect(repository.dist()).toEqual(before);
    expect(there.names()).toEqual(['crm_orders', 'erp_orders']);
    for (const name of there.names()) {
      expectHeld(there, repository, name);
      expect(there.held(name)).toMatchObject({ state: 'Productive', deployed: there.held(name)?.code });
    }
  });

  it('has nothing to do the second time', async () => {
    const [there, repository] = [await situation(target), await built()];
    const again = (...flags: string[]) => upload(there.lpf, repository.root, '--target', target, ...flags);
    await again('--yes', '--deploy');
    const writes = there.requests().filter(isWrite).length;
    const { exitCode, stdout } = await again('--deploy');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('= unchanged: crm_orders, erp_orders');
    expect((await again('--deploy', '--plan')).exitCode).toBe(0);
    expect(there.requests().filter(isWrite)).toHaveLength(writes);
  });

  it('sends only what changed since', async () => {
    const [there, repository] = [await situation(target), await built()];
    await upload(there.lpf, repository.root, '--target', target, '--yes', '--deploy');
    const erp = { environment: { SHARD: '2/2' } };
    repository.write('deploy.json', { ...TWO, deployments: { ...TWO.deployments, erp_orders: erp } });
    await repository.build();
    const plan = await upload(there.lpf, repository.root, '--target', target, '--plan');
    expect(plan.exitCode).toBe(2);
    expect(plan.stdout).toContain('~ variable   SHARD = "1/2" -> "2/2"');
    const { stdout } = await upload(there.lpf, repository.root, '--target', target, '--yes', '--deploy');
    expect(stdout).toContain('$ lpf push erp_orders --yes');
    expect(stdout).toContain('$ lpf deploy erp_orders --yes');
    expectHeld(there, repository, 'erp_orders');
    expect(there.held('erp_orders')?.state).toBe('Productive');
  });

  it('shows a variable that was changed by hand, and does not overwrite it without a word', async () => {
    const [there, repository] = [await situation(target), await built()];
    await upload(there.lpf, repository.root, '--target', target, '--yes');
    await changeByHand(there, repository, 'crm_orders', (config) => ({
      ...config,
      environmentVariables: JSON.parse(
        JSON.stringify(config.environmentVariables).replace('of the build', 'by hand'),
      ),
    }));
    expect(there.held('crm_orders')?.variables.LABEL).toBe('by hand');

    const without = await upload(there.lpf, repository.root, '--target', target);
    expect(without.exitCode).toBe(1);
    expect(without.stdout).toContain('~ variable   LABEL = "by hand" -> "of the build"');
    expect(without.stderr).toContain('nobody is there to agree to the plan, and nothing was changed');
    expect(there.held('crm_orders')?.variables.LABEL).toBe('by hand');

    await upload(there.lpf, repository.root, '--target', target, '--yes');
    expect(there.held('crm_orders')?.variables.LABEL).toBe('of the build');
  });

  it('leaves alone what it does not build', async () => {
    const [there, repository] = [await situation(target), await built()];
    await upload(there.lpf, repository.root, '--target', target, '--yes', '--deploy');
    repository.write('deploy.json', { ...TWO, deployments: { crm_orders: {} } });
    await repository.build();
    const before = there.held('erp_orders');
    const { stdout } = await upload(there.lpf, repository.root, '--target', target, '--yes', '--deploy');
    expect(stdout).toContain('In the account but not built here, left alone: erp_orders');
    expect(there.held('erp_orders')).toEqual(before);
  });

  it('only plans with --plan, for people and for pipelines', async () => {
    const [there, repository] = [await situation(target), await built()];
    const text = await upload(there.lpf, repository.root, '--target', target, '--plan');
    expect(text.exitCode).toBe(2);
    expect(text.stdout).toContain(`Plan for ${target.toUpperCase()}, account 12345`);
    const json = await upload(there.lpf, repository.root, '--target', target, '--plan', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ hasChanges: true, account: '12345', problems: [] });
    expect(there.requests().every((request) => !isWrite(request))).toBe(true);
  });

  it('only checks with --check', async () => {
    const [there, repository] = [await situation(target), await built()];
    const { exitCode, stdout } = await upload(there.lpf, repository.root, '--target', target, '--check');
    // An allowlist has only V1, and this account's lacks the host.
    expect(exitCode).toBe(target === 'v1' ? 1 : 0);
    expect(stdout).toContain('ok: 2 functions are as built');
    expect(stdout).toContain('required: apiKey\n');
    expect(stdout).toContain('optional: spareKey\n');
    expect(stdout).not.toContain('oldKey');
    expect(stdout.includes('api.acme.com')).toBe(target === 'v1');
    expect(there.requests().every((request) => !isWrite(request))).toBe(true);
  });
});
