import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { account, project } from '../support/account.ts';
import { probe } from '../support/probe.ts';

const CODE = `function lambda(input, callback) {
  console.warn('asked for ' + JSON.stringify(input.payload));
  if (input.payload.fail) callback(new Error('on purpose')); else callback(null, 'sound');
}
`;

it("the vendor's tool works whole: push, deploy, invoke, schedule, get, logs, metrics, pull, undeploy", async () => {
  const { cloud, lpf } = await account();
  const fn = probe('v1');
  const { dir, path } = project([
    { ...fn, code: CODE, config: { ...fn.config, event: 'conversational_command' } },
  ]);
  const run = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await lpf.run(dir, ...args);
    expect(`${exitCode} ${exitCode === 0 ? '' : stdout + stderr}`).toBe('0 ');
    return stdout;
  };

  await run('push', 'probe', '--yes');
  await run('deploy', 'probe', '--yes');
  expect(cloud.functions.get('probe')).toMatchObject({
    state: 'Productive',
    eventId: 'conversational_command',
  });

  const invoked = await run('invoke', 'probe');
  expect(invoked).toContain('"result": "sound"');
  expect(invoked).toContain('"message": "asked for {}"');

  expect(await run('create:schedule', '-f', 'probe', '-c', '*/5 * * * *')).toMatch(/20\d\d/);
  const got = await run('get', 'functions', 'deployments', 'account', 'events');
  for (const text of ['probe', 'Productive', 'Up to date', 'Total Functions:', 'conversational_command']) {
    expect(got).toContain(text);
  }
  const since = String(Date.now() - 3_600_000);
  const logs = await run('logs', 'probe', '--start', since);
  expect(logs).toContain('lambdaUUID;requestID;timestamp;level;message;extras');
  expect(logs).toContain(`;Warn;asked for {};`);
  expect(await run('logs', 'probe', '--start', since, '--levels', 'Error')).not.toContain('asked for');
  const metrics = await run('metrics', 'probe', '--last', '1h', '--output', 'csv');
  expect(metrics).toContain('Successful Invocations');
  expect(metrics.split('\n').some((line) => line.includes(',1,') || line.includes(';1;'))).toBe(true);

  await run('add:domain', 'api.example.com');
  expect(cloud.requests.at(-1)).toMatchObject({ method: 'POST', path: '/proxy-settings', status: 201 });
  await run('pull', 'probe', '--yes');
  expect(readFileSync(path('functions', 'probe', 'index.js'), 'utf8').trim()).toBe(CODE.trim());
  await run('undeploy', 'probe', '--yes');
  expect(cloud.functions.get('probe')?.state).toBe('Draft');
});
