import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildFunction } from '../src/build-function.ts';
import { createWorkspace, definitionOf, functionPackage } from './support/workspace.ts';

function build(changes: Record<string, string> = {}, folder = 'greet') {
  const packageDir = join(createWorkspace(functionPackage(folder, changes)), 'functions', folder);
  return { packageDir, report: buildFunction(packageDir) };
}

describe('buildFunction', () => {
  it('writes code, config and map for both targets, and a report', async () => {
    const { packageDir, report } = build();
    await report;
    expect(readdirSync(join(packageDir, 'dist'), { recursive: true }).sort()).toEqual([
      'report.json',
      'v1',
      'v1/greet.json',
      'v1/index.js',
      'v1/index.js.map',
      'v2',
      'v2/greet.json',
      'v2/index.js',
      'v2/index.js.map',
    ]);
  });

  it('reports what the manifest says about each artifact', async () => {
    const { packageDir, report } = build();
    const { artifacts } = await report;
    const code = readFileSync(join(packageDir, 'dist/v2/index.js'));
    expect(JSON.parse(readFileSync(join(packageDir, 'dist/report.json'), 'utf8'))).toEqual({
      artifacts,
      carried: {
        v1: expect.arrayContaining([{ name: 'functions/greet', characters: expect.any(Number) }]),
        v2: expect.arrayContaining([{ name: 'functions/greet', characters: expect.any(Number) }]),
      },
      warnings: [],
      notices: [],
    });
    expect(artifacts.map(({ target }) => target)).toEqual(['v1', 'v2']);
    expect(artifacts[1]).toEqual({
      function: 'greet',
      package: 'functions/greet',
      target: 'v2',
      file: 'v2/functions/greet/index.js',
      characters: code.length,
      limit: 100_000,
      gzipBytes: expect.any(Number),
      sha256: createHash('sha256').update(code).digest('hex'),
      externals: ['core-functions-toolbelt'],
      environment: { TARGET_URL: 'https://api.example.com/orders' },
      secrets: [{ name: 'greetKey', need: 'required' }],
      hosts: ['api.example.com'],
    });
  });

  it('gives the function of a package with hyphens a name with underscores', async () => {
    const { report } = build({}, 'greet-loudly');
    expect((await report).artifacts[0]?.file).toBe('v1/functions/greet_loudly/index.js');
  });

  it('refuses a name that is not the folder', async () => {
    await expect(build({ 'src/index.ts': definitionOf('salute') }).report).rejects.toThrow(
      'functions/greet/src/index.ts: [name] salute in a folder for greet',
    );
  });

  it('refuses a package without a function', async () => {
    const packageDir = join(createWorkspace({ 'functions/greet/package.json': '{}' }), 'functions/greet');
    await expect(buildFunction(packageDir)).rejects.toThrow(
      'functions/greet/src/index.ts: [definition] the file is missing',
    );
  });

  it.each([
    ['is no TypeScript', 'export default defineFunction({{', /index\.ts/],
    ['imports what is not installed', "import 'no-such-package';", /Could not resolve "no-such-package"/],
    ['throws', "throw new TypeError('too early');", /TypeError: too early/],
  ])('names a file that %s, and no folder of this machine', async (_, source, reason) => {
    const { packageDir, report } = build({ 'src/index.ts': source });
    const { message } = await report.then(
      () => new Error('it was built'),
      (error: Error) => error,
    );
    expect(message).toMatch(/^functions\/greet\/src\/index\.ts:1:\d+: \[definition\] cannot be loaded: /);
    expect(message).toMatch(reason);
    expect(message).not.toContain(dirname(packageDir));
  });

  it('refuses a function without a definition', async () => {
    await expect(build({ 'src/index.ts': 'export default {}' }).report).rejects.toThrow(/\[definition\]/);
  });

  it('refuses an artifact that breaks a rule, and leaves no report behind', async () => {
    const { packageDir, report } = build({
      'src/index.ts': definitionOf('greet', `return 'import x from "y"';`),
    });
    await expect(report).rejects.toThrow(/^functions\/greet\/src\/index\.ts:11:\d+: \[vendor-text\] /);
    expect(existsSync(join(packageDir, 'dist/report.json'))).toBe(false);
  });

  it('refuses a value that one of the generations does not take', async () => {
    const environment = { TARGET_URL: 'https://api.example.com', GREETING: 'x'.repeat(201) };
    await expect(build({ 'deploy.json': JSON.stringify({ environment }) }).report).rejects.toThrow(
      /^functions\/greet\/deploy\.json: \[environment\] GREETING has 201 characters; v1 takes 200\n/,
    );
  });

  it('builds all deployments of a package from one bundle for each target', async () => {
    const deployments = {
      'greet_{n}': { count: 3, environment: { GREETING: 'hello {n}' } },
      salute: { targets: ['v2'], environment: { SECRET_GREET_KEY: 'salute_key' } },
    };
    const environment = { TARGET_URL: 'https://api.example.com/orders' };
    const { packageDir, report } = build({ 'deploy.json': JSON.stringify({ environment, deployments }) });
    const { artifacts } = await report;
    expect(artifacts.map(({ file }) => file)).toEqual([
      'v1/functions/greet_1/index.js',
      'v1/functions/greet_2/index.js',
      'v1/functions/greet_3/index.js',
      'v2/functions/greet_1/index.js',
      'v2/functions/greet_2/index.js',
      'v2/functions/greet_3/index.js',
      'v2/functions/salute/index.js',
    ]);
    expect(new Set(artifacts.map(({ sha256 }) => sha256)).size).toBe(2);
    expect(artifacts.at(-1)).toMatchObject({
      function: 'salute',
      secrets: [{ name: 'salute_key', need: 'required' }],
    });
    const config = JSON.parse(readFileSync(join(packageDir, 'dist/v2/greet_2.json'), 'utf8'));
    expect(config).toMatchObject({ name: 'greet_2', environmentVariables: { GREETING: 'hello 2' } });
  });

  it('builds for a profile, and for its account', async () => {
    const prod = { account: '12345', environment: { TARGET_URL: 'https://acme.com' } };
    const files = functionPackage('greet', { 'deploy.prod.json': JSON.stringify(prod) });
    const packageDir = join(createWorkspace(files), 'functions', 'greet');
    const { artifacts } = await buildFunction(packageDir, { profile: 'prod' });
    expect(artifacts[0]).toMatchObject({ profile: 'prod', account: '12345', hosts: ['acme.com'] });
    const plain = await buildFunction(packageDir);
    expect(plain.artifacts[0]).toMatchObject({ hosts: ['api.example.com'] });
    expect(plain.artifacts[0]).not.toHaveProperty('profile');
  });

  it('names the faults of all deployments at once', async () => {
    const deployments = { one: {}, two: { environment: { TARGET_URL: 'https://acme.com', TYPO: 'x' } } };
    await expect(build({ 'deploy.json': JSON.stringify({ deployments }) }).report).rejects.toThrow(
      /^functions\/greet\/deploy\.json \(one\).*TARGET_URL[\s\S]*\(two\).*TYPO/,
    );
  });

  it.each([
    ['more than letters', { 'crm-orders': {} }, /\[name\] "crm-orders" holds more than letters/],
    ['too many', { [`a${'b'.repeat(50)}`]: {} }, /\[name\] the name has 51 characters/],
  ])('refuses a deployment whose name has %s', async (_, deployments, message) => {
    const environment = { TARGET_URL: 'https://acme.com' };
    const deploy = JSON.stringify({ environment, deployments });
    await expect(build({ 'deploy.json': deploy }).report).rejects.toThrow(message);
  });

  it('builds nothing of a package whose deployments a profile takes away', async () => {
    const deployments = { one: { environment: { TARGET_URL: 'https://acme.com' } } };
    const files = functionPackage('greet', {
      'deploy.json': JSON.stringify({ deployments }),
      'deploy.test.json': JSON.stringify({ deployments: { one: null } }),
    });
    const packageDir = join(createWorkspace(files), 'functions', 'greet');
    expect((await buildFunction(packageDir, { profile: 'test' })).artifacts).toEqual([]);
  });

  it('removes what an earlier build left', async () => {
    const { packageDir, report } = build({ 'dist/v1/old.js': '' });
    await report;
    expect(existsSync(join(packageDir, 'dist/v1/old.js'))).toBe(false);
  });
});
