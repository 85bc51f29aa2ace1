import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { machineWith } from './support/fake-lpf.ts';
import { builtRepository, ORDERS } from './support/repository.ts';
import { commands, run, terminalWith, UPLOADED } from './support/run.ts';

describe('what is sent', () => {
  it('is exactly what was built, from a folder that the tool takes for a project', async () => {
    const { root, path } = builtRepository();
    const { calls } = machineWith([{}]);
    await run({ root });
    const [push, ...more] = calls();
    expect(push?.args).toEqual(['push', 'orders', 'refresh', '--yes']);
    expect(more).toEqual([]);
    expect(Object.keys(push?.files ?? {}).filter((name) => !name.startsWith('functions/'))).toEqual(['bin/']);
    for (const name of ['orders', 'refresh']) {
      for (const file of ['index.js', 'config.json']) {
        const built = readFileSync(path('dist', 'v1', 'functions', name, file), 'utf8');
        expect(push?.files[`functions/${name}/${file}`]).toBe(built);
      }
    }
  });

  it('holds no secret, and nothing is left behind', async () => {
    const { root, path } = builtRepository();
    const { calls } = machineWith([{}]);
    await run({ root });
    expect(JSON.stringify(calls())).not.toContain('REAL');
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('lp-upload-'))).toEqual([]);
    expect(readdirSync(path('dist', 'v1'))).toEqual(['functions']);
  });

  it('are only the functions that were named', async () => {
    const { root } = builtRepository();
    const { calls } = machineWith([{}]);
    const text = await run({ root, names: ['refresh'] });
    expect(commands(calls())).toEqual(['push refresh --yes']);
    expect(text).not.toContain('orders');
  });

  it('are only those that differ from the account', async () => {
    const { root } = builtRepository();
    const { calls } = machineWith([{ account: { functions: [UPLOADED] } }]);
    const text = await run({ root });
    expect(commands(calls())).toEqual(['push refresh --yes']);
    expect(text).toContain('= unchanged: orders');
  });

  it('is nothing when it runs a second time', async () => {
    const { root } = builtRepository();
    const { calls } = machineWith([{}]);
    await run({ root, deploy: true });
    const before = calls().length;
    const text = await run({ root, deploy: true });
    expect(calls()).toHaveLength(before);
    expect(text).toContain('0 new, 0 changed, 2 unchanged');
  });

  it('comes in commands of ten', async () => {
    const many = Array.from({ length: 23 }, (_, index) => ({ ...ORDERS, name: `orders_${index}` }));
    const { calls, account } = machineWith([{}]);
    await run({ root: builtRepository(many).root });
    expect(calls().map(({ args }) => args.length - 2)).toEqual([10, 10, 3]);
    expect(account().functions).toHaveLength(23);
  });
});

describe('--deploy', () => {
  it('deploys what it pushed, and nothing else', async () => {
    const { root } = builtRepository();
    const idle = { name: 'others', state: 'Modified', code: 'x' };
    const { calls } = machineWith([{ account: { functions: [UPLOADED, idle] } }]);
    const text = await run({ root, deploy: true });
    expect(commands(calls())).toEqual(['push refresh --yes', 'deploy refresh --yes']);
    expect(text).toContain('In the account but not built here, left alone: others');
  });

  it('deploys what an upload before it pushed, without pushing it again', async () => {
    const { root } = builtRepository();
    const { calls } = machineWith([{}]);
    await run({ root });
    const text = await run({ root, deploy: true });
    expect(commands(calls()).slice(1)).toEqual(['deploy orders refresh --yes']);
    expect(text).toContain('= orders (unchanged, now Draft, goes into production)');
  });

  it('deploys three at a time, as V2 takes them', async () => {
    const many = Array.from({ length: 7 }, (_, index) => ({ ...ORDERS, name: `orders_${index}` }));
    const { calls } = machineWith([{ version: '2.0.6-beta' }]);
    await run({ root: builtRepository(many).root, target: 'v2', deploy: true });
    const deployments = calls().filter(({ args }) => args[0] === 'deploy');
    expect(deployments.map(({ args }) => args.length - 2)).toEqual([3, 3, 1]);
  });

  it('shows what the tool prints, and then what is left to do', async () => {
    const { root } = builtRepository();
    machineWith([{ replies: { push: { output: 'Pushing orders [completed]\n' } } }]);
    const text = await run({ root, names: ['orders'], deploy: true });
    expect(text).toContain('\n$ lpf push orders --yes\n  Pushing orders [completed]\n');
    expect(text).toContain('\n$ lpf deploy orders --yes\n\nLeft to do by a person:\n1. ');
  });
});

it('shows what the tool prints as it comes, not at its end', async () => {
  const { root, path } = builtRepository();
  const seen = path('seen');
  machineWith([{ replies: { push: { output: 'Pushing orders [started]\n', waitsFor: seen } } }]);
  const print = (line: string) => {
    if (line.includes('[started]')) writeFileSync(seen, '');
  };
  await run({ root, names: ['orders'], terminal: { ...terminalWith(), print } });
  expect(existsSync(seen)).toBe(true);
});
