import { readFileSync, writeFileSync } from 'node:fs';
import { ACCOUNT } from '@lp-functions/emulator';
import { expect, it } from 'vitest';
import { builtArtifacts } from '../../src/dist.ts';
import { account, project } from '../support/account.ts';

const artifacts = builtArtifacts('v1');
const names = artifacts.map(({ name }) => name);

it('lpf push brings every artifact of V1 to the cloud as it was built, byte for byte', async () => {
  const { cloud, lpf } = await account();
  const { dir } = project(artifacts);
  const { exitCode } = await lpf.run(dir, 'push', ...names, '--yes');
  expect(exitCode).toBe(0);
  expect([...cloud.functions.keys()].sort()).toEqual([...names].sort());
  for (const { name, file, config } of artifacts) {
    const lambda = cloud.functions.get(name);
    expect(Buffer.from(lambda?.implementation.code ?? '').equals(readFileSync(file))).toBe(true);
    expect(lambda?.description).toBe(config.description);
    expect(lambda?.implementation.environmentVariables).toEqual(
      Object.entries(config.environmentVariables).map(([, variable]) => variable),
    );
    expect(lambda?.state).toBe('Draft');
  }
});

it('a second push without changes is skipped; one with changes makes a new version', async () => {
  const { cloud, lpf } = await account();
  const [artifact] = artifacts;
  if (!artifact) throw new Error('dist is empty');
  const { name } = artifact;
  const { dir, path } = project([artifact]);
  const push = () => lpf.run(dir, 'push', name, '--yes');
  await push();
  const second = await push();
  expect(second.exitCode).toBe(0);
  expect(second.stdout).toContain('no changes');
  expect(cloud.functions.get(name)?.version).toBe(0);

  writeFileSync(
    path('functions', name, 'config.json'),
    JSON.stringify({ ...artifact.config, description: 'new' }),
  );
  expect((await push()).exitCode).toBe(0);
  expect(cloud.functions.get(name)).toMatchObject({
    version: 1,
    description: 'new',
    implementation: { code: artifact.code },
  });
});

it('lpf deploy puts what was pushed into production', async () => {
  const { cloud, lpf } = await account();
  const { dir } = project(artifacts);
  await lpf.run(dir, 'push', ...names, '--yes');
  const { exitCode } = await lpf.run(dir, 'deploy', ...names, '--yes');
  expect(exitCode).toBe(0);
  for (const { name, code } of artifacts) {
    expect(cloud.functions.get(name)).toMatchObject({ state: 'Productive', lastDeployment: { code } });
  }
});

it('the tool asks for its hosts first and sends its login to the one that manages functions', async () => {
  const { cloud, lpf } = await account();
  const { dir } = project(artifacts.slice(0, 1));
  await lpf.run(dir, 'push', ...names.slice(0, 1), '--yes');
  expect(cloud.requests.map(({ method, host, path }) => `${method} ${host} ${path}`)).toEqual([
    'GET api.liveperson.net /service/baseURI.json',
    'GET va.faasui.liveperson.net /lambdas',
    'GET va.faasui.liveperson.net /runtimes',
    'POST va.faasui.liveperson.net /lambdas',
  ]);
  expect(cloud.requests.slice(1).every(({ query }) => query.get('userId') === ACCOUNT.userId)).toBe(true);
});

it('the tool cannot push what is built for V2: its config has another form', async () => {
  const { cloud, lpf } = await account();
  const built = builtArtifacts('v2').slice(0, 1);
  const { dir } = project(built);
  const { exitCode } = await lpf.run(dir, 'push', ...built.map(({ name }) => name), '--yes');
  expect(exitCode).toBe(1);
  expect(cloud.functions.size).toBe(0);
});
