import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collect, readManifest } from '../../src/collect/collect.ts';
import { toJson } from '../../src/json.ts';
import type { ManifestEntry } from '../../src/report.ts';
import { TARGETS, type Target } from '../../src/target.ts';
import { createWorkspace, writeFiles } from '../support/workspace.ts';

function entry(name: string, target: Target, changes: Partial<ManifestEntry> = {}): ManifestEntry {
  return {
    function: name,
    package: `functions/${name}`,
    target,
    file: `${target}/functions/${name}/index.js`,
    characters: 10,
    limit: 100_000,
    gzipBytes: 5,
    sha256: 'abc',
    externals: [],
    environment: {},
    secrets: [{ name: `${name}Key`, need: 'required' }],
    hosts: ['api.example.com'],
    ...changes,
  };
}

/** The files of a function package after its build. */
function built(folder: string, changes: Partial<ManifestEntry> = {}): Record<string, string> {
  const name = folder.replaceAll('-', '_');
  const files: Record<string, string> = {
    'package.json': '{}',
    'dist/report.json': toJson({
      artifacts: TARGETS.map((target) => entry(name, target, changes)),
      carried: { v1: [{ name: `functions/${folder}`, characters: 10 }] },
      warnings: [],
      notices: [],
    }),
  };
  for (const target of TARGETS) {
    files[`dist/${target}/index.js`] = `code of ${name} for ${target}`;
    files[`dist/${target}/${name}.json`] = `config of ${name} for ${target}`;
    files[`dist/${target}/index.js.map`] = `map of ${name} for ${target}`;
  }
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [`functions/${folder}/${path}`, text]),
  );
}

const read = (root: string, path: string) => readFileSync(join(root, path), 'utf8');
const filesUnder = (root: string) =>
  readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name).slice(root.length + 1))
    .sort();

describe('collect', () => {
  it("lays everything out as the vendor's tools want it", () => {
    const root = createWorkspace({ ...built('greet'), ...built('say-goodbye') });
    collect(root);
    expect(filesUnder(root)).toEqual([
      'dist/THIRD_PARTY_NOTICES',
      'dist/manifest.json',
      'dist/maps/v1/greet.js.map',
      'dist/maps/v1/say_goodbye.js.map',
      'dist/maps/v2/greet.js.map',
      'dist/maps/v2/say_goodbye.js.map',
      ...TARGETS.flatMap((target) => [
        `dist/${target}/functions/greet/config.json`,
        `dist/${target}/functions/greet/index.js`,
        `dist/${target}/functions/say_goodbye/config.json`,
        `dist/${target}/functions/say_goodbye/index.js`,
        `dist/${target}/functions/settings.json`,
        `dist/${target}/package.json`,
      ]),
    ]);
    expect(read(root, 'dist/v2/functions/say_goodbye/index.js')).toBe('code of say_goodbye for v2');
    expect(JSON.parse(read(root, 'dist/v2/package.json'))).toEqual({ type: 'commonjs' });
  });

  it('writes a manifest of all artifacts, in the same order on every machine', () => {
    const root = createWorkspace({ ...built('say-goodbye'), ...built('greet') });
    const { manifest } = collect(root);
    expect(manifest.artifacts.map((artifact) => artifact.file)).toEqual([
      'v1/functions/greet/index.js',
      'v2/functions/greet/index.js',
      'v1/functions/say_goodbye/index.js',
      'v2/functions/say_goodbye/index.js',
    ]);
    expect(readManifest(root)).toEqual(manifest);
  });

  it('is the same when it runs again', () => {
    const root = createWorkspace(built('greet'));
    collect(root);
    const before = filesUnder(root).map((path) => read(root, path));
    collect(root);
    expect(filesUnder(root).map((path) => read(root, path))).toEqual(before);
  });

  it('removes a function whose package is gone, even when its build was left behind', () => {
    const root = createWorkspace({ ...built('greet'), ...built('say-goodbye') });
    collect(root);
    rmSync(join(root, 'functions/greet/package.json'));
    const { manifest } = collect(root);
    expect(filesUnder(root).filter((path) => path.includes('greet'))).toEqual([]);
    expect(manifest.artifacts).toHaveLength(2);
    expect(read(root, 'dist/v1/functions/settings.json')).not.toContain('greetKey');
  });

  it('removes old files of a function that is still there', () => {
    const root = createWorkspace(built('greet'));
    collect(root);
    writeFiles(root, { 'dist/v1/functions/greet/old.js': '' });
    collect(root);
    expect(existsSync(join(root, 'dist/v1/functions/greet/old.js'))).toBe(false);
  });

  it('leaves alone what no manifest of ours names', () => {
    const root = createWorkspace({ ...built('greet'), 'dist/v1/functions/theirs/index.js': 'theirs' });
    collect(root);
    collect(root);
    expect(read(root, 'dist/v1/functions/theirs/index.js')).toBe('theirs');
  });

  it("leaves the vendor's own folder alone", () => {
    const root = createWorkspace({ ...built('greet'), 'dist/v1/bin/rewire.js': 'theirs' });
    collect(root);
    expect(read(root, 'dist/v1/bin/rewire.js')).toBe('theirs');
  });

  it('refuses a package that was not built', () => {
    const root = createWorkspace({ 'functions/greet/package.json': '{}' });
    expect(() => collect(root)).toThrow(
      'functions/greet/dist/report.json: [collect] the package was not built',
    );
  });

  it('refuses two packages with the same name', () => {
    const root = createWorkspace({ ...built('say-goodbye'), ...built('say_goodbye') });
    expect(() => collect(root)).toThrow(
      /\[name\] say_goodbye is also the name of a function of functions\/say-goodbye/,
    );
  });

  it('refuses packages that were built for different profiles', () => {
    const root = createWorkspace({ ...built('greet', { profile: 'prod' }), ...built('say-goodbye') });
    expect(() => collect(root)).toThrow(
      /\[profile\] the packages were built for several profiles: prod, none\n/,
    );
  });

  it('refuses a profile that no package has a file for: its name may be misspelt', () => {
    const root = createWorkspace(built('greet', { profile: 'prdo' }));
    expect(() => collect(root)).toThrow('functions: [profile] no package has a deploy.prdo.json');
    writeFiles(root, { 'functions/greet/deploy.prdo.json': '{}' });
    expect(collect(root).manifest.artifacts[0]?.profile).toBe('prdo');
  });

  it('says what a time zone comes to on V1, which knows none', () => {
    const schedule = { cron: '0 9 * * *', timeZone: 'Asia/Dhaka' };
    expect(collect(createWorkspace(built('greet', { schedule }))).notes).toEqual([
      'functions/greet/deploy.json: V1 counts in UTC, also for greet: 0 3 * * * there is 0 9 * * * in Asia/Dhaka (UTC+6).',
    ]);
  });

  it('says what to do when there is no manifest yet', () => {
    expect(() => readManifest(createWorkspace({}))).toThrow('run `pnpm build`');
  });
});

describe('settings.json', () => {
  const PATH = 'dist/v1/functions/settings.json';

  it('holds every host and, without a value, every secret that is needed, once', () => {
    const root = createWorkspace({
      ...built('greet', {
        secrets: [
          { name: 'sharedKey', need: 'required' },
          { name: 'greetKey', need: 'optional' },
          { name: 'privateKey', need: 'unused' },
        ],
        hosts: ['b.example.com', 'a.example.com'],
      }),
      ...built('say-goodbye', {
        secrets: [{ name: 'sharedKey', need: 'required' }],
        hosts: ['b.example.com'],
      }),
    });
    collect(root);
    expect(JSON.parse(read(root, PATH))).toEqual({
      secrets: [
        { key: 'greetKey', value: '' },
        { key: 'sharedKey', value: '' },
      ],
      whitelist: ['a.example.com', 'b.example.com'],
    });
  });

  it('holds no host for V2, which has no allowlist', () => {
    const root = createWorkspace(built('greet'));
    collect(root);
    expect(JSON.parse(read(root, 'dist/v2/functions/settings.json')).whitelist).toEqual([]);
  });

  it('follows the functions as long as nobody edits it', () => {
    const root = createWorkspace(built('greet'));
    collect(root);
    writeFiles(root, built('say-goodbye'));
    collect(root);
    expect(read(root, PATH)).toContain('say_goodbyeKey');
  });

  it.each([
    ['a secret', (text: string) => text.replace('"value": ""', '"value": "s3cret"')],
    ['a host', (text: string) => text.replace('"api.example.com"', '"*.example.com"')],
    [
      'a secret of their own',
      (text: string) => text.replace('"secrets": [', '"secrets": [{"key":"a","value":"b"},'),
    ],
    ['something that is no JSON', () => 'oops'],
  ])('is never overwritten when the user filled in %s', (_, edit) => {
    const root = createWorkspace(built('greet'));
    collect(root);
    const mine = edit(read(root, PATH));
    writeFiles(root, { [PATH]: mine });
    collect(root);
    writeFiles(root, built('say-goodbye'));
    const { notes } = collect(root);
    rmSync(join(root, 'functions/greet'), { recursive: true });
    collect(root);
    expect(read(root, PATH)).toBe(mine);
    expect(notes).toEqual([expect.stringContaining('say_goodbyeKey')]);
  });

  it('lacks no secret that is only optional', () => {
    const root = createWorkspace(built('greet'));
    collect(root);
    const mine = read(root, PATH).replace('"value": ""', '"value": "s3cret"');
    writeFiles(root, {
      [PATH]: mine,
      ...built('say-goodbye', { secrets: [{ name: 'spare', need: 'optional' }] }),
    });
    expect(collect(root).notes).toEqual([]);
  });

  it('is not overwritten either when the manifest was deleted', () => {
    const root = createWorkspace(built('greet'));
    collect(root);
    const mine = read(root, PATH).replace('"value": ""', '"value": "s3cret"');
    writeFiles(root, { [PATH]: mine });
    rmSync(join(root, 'dist/manifest.json'));
    const { notes } = collect(root);
    expect(read(root, PATH)).toBe(mine);
    expect(notes).toEqual([]);
  });

  it.each([
    ['is no JSON', (text: string) => text.replace(']', '')],
    ['keeps its secrets by name', () => '{ "secrets": { "greetKey": "s3cret" }, "whitelist": [] }'],
    ['is empty', () => ''],
  ])('is kept, with a word about its form, when it %s', (_, change) => {
    const root = createWorkspace(built('greet'));
    collect(root);
    const mine = change(read(root, PATH));
    writeFiles(root, { [PATH]: mine });
    expect(collect(root).notes).toEqual([
      expect.stringMatching(/stays as it is; it lacks the form \{ "secrets": /),
    ]);
    expect(read(root, PATH)).toBe(mine);
  });

  it('never shows a value of the user', () => {
    const root = createWorkspace(built('greet'));
    collect(root);
    writeFiles(root, { [PATH]: read(root, PATH).replace('"value": ""', '"value": "s3cret"') });
    writeFiles(root, built('say-goodbye'));
    expect(collect(root).notes.join()).not.toContain('s3cret');
  });
});
