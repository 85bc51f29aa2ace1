import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { type UploadOptions, upload } from '../../src/upload/upload.ts';
import { machineWith } from './fake-lpf.ts';
import { builtRepository } from './repository.ts';

const TABLE = [
  '',
  ' Name         State       Last changed at              Last changed by  Event',
  ' ──────────── ─────────── ──────────────────────────── ──────────────── ────────────',
  ' orders       Productive  24.11.2026 - 04:02:08 GMT    somebody         controllerbot_messaging_new_conversation',
  ' others       Draft       24.11.2026 - 04:02:08 GMT    somebody         No Event',
  '',
].join('\n');

async function run(options: Partial<UploadOptions> & { root: string }): Promise<string> {
  const lines: string[] = [];
  await upload({
    target: 'v1',
    names: [],
    dryRun: false,
    deploy: false,
    print: (line) => lines.push(line),
    ...options,
  });
  return lines.join('\n');
}

it('pushes exactly what was built, from a folder that the tool takes for a project', async () => {
  const { root, path } = builtRepository();
  const { calls } = machineWith([{ replies: { get: { output: TABLE } } }]);
  await run({ root });
  const [, push, ...more] = calls();
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

it('takes no secret along and leaves nothing behind', async () => {
  const { root, path } = builtRepository();
  const { calls } = machineWith([{ replies: { get: { output: TABLE } } }]);
  await run({ root });
  expect(JSON.stringify(calls())).not.toContain('REAL');
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('lp-upload-'))).toEqual([]);
  expect(readdirSync(path('dist', 'v1'))).toEqual(['functions']);
});

it('uploads only the functions that were named', async () => {
  const { root } = builtRepository();
  const { calls } = machineWith([{ replies: { get: { output: TABLE } } }]);
  const text = await run({ root, names: ['refresh'] });
  expect(calls().at(-1)?.args).toEqual(['push', 'refresh', '--yes']);
  expect(text).not.toContain('orders');
});

it('deploys after the upload when asked to, shows what the tool prints, and then what is left to do', async () => {
  const { root } = builtRepository();
  const { calls } = machineWith([
    {
      replies: {
        get: { output: TABLE },
        push: { output: 'Pushing orders [started]\nPushing orders [completed]\n' },
        deploy: { output: 'Deploying orders [completed]' },
      },
    },
  ]);
  const text = await run({ root, names: ['orders'], deploy: true });
  expect(calls().map(({ args }) => args[0])).toEqual(['get', 'push', 'deploy']);
  expect(text).toContain(
    '$ lpf push orders --yes\n  Pushing orders [started]\n  Pushing orders [completed]\n',
  );
  expect(text).toContain(
    '$ lpf deploy orders --yes\n  Deploying orders [completed]\n\nLeft to do by a person:\n1. Create the secrets',
  );
});

it('shows what the tool prints as it comes, not at its end', async () => {
  const { root, path } = builtRepository();
  const seen = path('seen');
  machineWith([{ replies: { push: { output: 'Pushing orders [started]\n', waitsFor: seen } } }]);
  await upload({
    root,
    target: 'v1',
    names: ['orders'],
    dryRun: false,
    deploy: false,
    print: (line) => {
      if (line.includes('[started]')) writeFileSync(seen, '');
    },
  });
  expect(existsSync(seen)).toBe(true);
});

it('a dry run asks the account and changes nothing', async () => {
  const { root } = builtRepository();
  const { calls } = machineWith([{ replies: { get: { output: TABLE } } }]);
  const text = await run({ root, dryRun: true });
  expect(calls().map(({ args }) => args)).toEqual([['get', 'functions']]);
  expect(text).toContain('orders (update; now Productive)');
  expect(text).toContain('refresh (new)');
  expect(text).toMatch(/Dry run: nothing was changed\.$/);
});

it('a dry run works without the tool, and says what an upload would need', async () => {
  const { root } = builtRepository();
  machineWith([]);
  const text = await run({ root, dryRun: true });
  expect(text).toContain('orders (new or updated: the account was not asked)');
  expect(text).toContain('An upload would stop here:\nlpf: [installed] there is no such command');
});

it('does not deploy when the upload failed', async () => {
  const { root } = builtRepository();
  const { calls } = machineWith([
    { replies: { push: { exitCode: 1, output: 'Pushing orders [failed]\n' } } },
  ]);
  await expect(run({ root, deploy: true })).rejects.toThrow('[push] not every function was uploaded');
  expect(calls().map(({ args }) => args[0])).toEqual(['get', 'push']);
});

it('reports a deployment that the tool only calls skipped', async () => {
  const { root } = builtRepository();
  machineWith([{ replies: { deploy: { output: 'Deploying orders [skipped]\n→ limit reached (uuid)\n' } } }]);
  await expect(run({ root, deploy: true })).rejects.toThrow('[deploy] uploaded, but not every function');
});

it('refuses code that changed after the build', async () => {
  const { root, path } = builtRepository();
  const { calls } = machineWith([{}]);
  writeFileSync(path('dist', 'v1', 'functions', 'orders', 'index.js'), 'rewritten');
  await expect(run({ root })).rejects.toThrow('dist/v1/functions/orders/index.js: [unchanged]');
  expect(calls()).toEqual([]);
});

it('refuses a function that was not built and names those that were', async () => {
  const { root } = builtRepository();
  await expect(run({ root, names: ['order'] })).rejects.toThrow(/no function order\n.*orders, refresh/);
});

it('refuses to upload what was never built', async () => {
  await expect(run({ root: tmpdir() })).rejects.toThrow('run `pnpm build`');
});
