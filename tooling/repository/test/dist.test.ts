import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Manifest, readManifest, TARGETS } from '@lp-functions/bundler';
import { describe, expect, it } from 'vitest';
import { packages, ROOT, readText } from './support/repository.ts';

const DIST = join(ROOT, 'dist');
const { artifacts } = readManifest(ROOT);
const functions = packages()
  .filter((folder) => folder.startsWith('functions/'))
  .map((folder) => folder.slice('functions/'.length).replaceAll('-', '_'));

/** Whoever runs `lpf init` there, as the README says, has these as well. */
const isVendors = (path: string) =>
  /^v[12]\/(\.gitignore$|README\.md$|(\.idea|\.vscode|bin|node_modules)\/)/.test(path);

const files = readdirSync(DIST, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(DIST.length + 1))
  .filter((path) => !isVendors(path))
  .sort();

describe('dist', () => {
  it('has the layout that the contract names, and nothing else', () => {
    const expected = TARGETS.flatMap((target) => [
      `${target}/package.json`,
      `${target}/functions/settings.json`,
      ...functions.flatMap((name) => [
        `${target}/functions/${name}/index.js`,
        `${target}/functions/${name}/config.json`,
        `maps/${target}/${name}.js.map`,
      ]),
    ]);
    expect(files).toEqual(['THIRD_PARTY_NOTICES', 'manifest.json', ...expected].sort());
  });

  it.each(TARGETS)('marks %s as CommonJS, which the tools of the vendor need', (target) => {
    expect(JSON.parse(readText(`dist/${target}/package.json`))).toEqual({ type: 'commonjs' });
  });

  it('names no folder of the machine that built it', () => {
    expect(files.filter((path) => readText(`dist/${path}`).includes(ROOT))).toEqual([]);
  });

  it.each(TARGETS)('has a source map of every function for %s, with the sources inside', (target) => {
    for (const name of functions) {
      const map = JSON.parse(readText(`dist/maps/${target}/${name}.js.map`));
      expect(map.sources).toContainEqual(expect.stringMatching(/functions\/[\w-]+\/src\/index\.ts$/));
      expect(map.sourcesContent).toHaveLength(map.sources.length);
    }
  });
});

it.each(artifacts)('dist has $function for $target as its package built and tested it', (entry) => {
  const built = readFileSync(join(ROOT, entry.package, 'dist', entry.target, 'index.js'));
  expect(readFileSync(join(DIST, entry.file)).equals(built)).toBe(true);
});

/** What is guarded is time (`pnpm bench cold`); the build warns above 30,000 characters. This is what must not happen. */
const LARGEST_SHARE = 0.95;

describe('the size of', () => {
  it.each(artifacts)('$function for $target leaves a twentieth of what the platform takes', (entry) => {
    expect(entry.characters).toBeLessThanOrEqual(entry.limit * LARGEST_SHARE);
  });
});

describe('the notices', () => {
  it('hold the terms of the only package whose code is in an artifact', () => {
    const notices = readText('dist/THIRD_PARTY_NOTICES');
    expect(notices.match(/^## .*$/gm)).toEqual(['## oauth-1.0a 2.2.6 (MIT)']);
    expect(notices).toContain('Copyright (c) 2014 Ddo');
  });

  it.each(artifacts)(
    'are named in $function for $target if it carries foreign code, and only then',
    (entry) => {
      const comments = readText(`dist/${entry.file}`).match(/^\/\*.*$/gm) ?? [];
      const isCarrying = entry.function === 'oauth1_post';
      expect(comments).toEqual(
        isCarrying ? ['/*! Contains oauth-1.0a 2.2.6 (MIT); see THIRD_PARTY_NOTICES. */'] : [],
      );
    },
  );
});

describe('the manifest', () => {
  it('names every function for every generation', () => {
    const expected = functions.flatMap((name) => TARGETS.map((target) => `${name} ${target}`));
    expect(artifacts.map((entry) => `${entry.function} ${entry.target}`).sort()).toEqual(expected.sort());
  });

  it.each(artifacts)(
    'tells of $function for $target what is in its file',
    (entry: Manifest['artifacts'][0]) => {
      const { schedule, ...always } = entry;
      const code = readFileSync(join(DIST, entry.file));
      expect(always).toEqual({
        function: entry.function,
        package: `functions/${entry.function.replaceAll('_', '-')}`,
        target: entry.target,
        file: `${entry.target}/functions/${entry.function}/index.js`,
        characters: code.toString('utf8').length,
        limit: 100_000,
        gzipBytes: gzipSync(code, { level: 9 }).length,
        sha256: createHash('sha256').update(code).digest('hex'),
        externals: expect.any(Array),
        environment: expect.any(Object),
        secrets: expect.any(Array),
        hosts: expect.any(Array),
      });
    },
  );
});
