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
      warnings: [],
      notices: [],
    });
    expect(artifacts.map(({ target }) => target)).toEqual(['v1', 'v2']);
    expect(artifacts[1]).toEqual({
      function: 'greet',
      target: 'v2',
      file: 'v2/functions/greet/index.js',
      characters: code.length,
      limit: 100_000,
      gzipBytes: expect.any(Number),
      sha256: createHash('sha256').update(code).digest('hex'),
      externals: ['core-functions-toolbelt'],
      environment: { TARGET_URL: 'https://api.example.com/orders' },
      secrets: ['greetKey'],
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
      /^functions\/greet\/dist\/v1\/greet\.json: \[environment\] GREETING/,
    );
  });

  it('removes what an earlier build left', async () => {
    const { packageDir, report } = build({ 'dist/v1/old.js': '' });
    await report;
    expect(existsSync(join(packageDir, 'dist/v1/old.js'))).toBe(false);
  });
});
