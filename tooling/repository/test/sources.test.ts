import { describe, expect, it } from 'vitest';
import { packages, readText, sources } from './support/repository.ts';

const CODE = /\.(ts|mjs|cjs)$/;
const LIMIT_LINES = 300;

/** What the package's own sources import of the workspace. */
function importedBy(folder: string): string[] {
  const texts = sources(`${folder}/src`)
    .filter((path) => CODE.test(path))
    .map(readText);
  const names = texts.flatMap((text) =>
    [...text.matchAll(/(?:from|import)\s*\(?\s*'@lp-functions\/([\w-]+)/g)].map(([, name = '']) => name),
  );
  return [...new Set(names)].sort();
}

const withSources = packages().filter((folder) =>
  sources(folder).some((path) => path.startsWith(`${folder}/src/`)),
);
const imports = new Map(withSources.map((folder) => [folder.split('/')[1] ?? '', importedBy(folder)]));

describe('sources', () => {
  it(`have no file above ${LIMIT_LINES} lines`, () => {
    const files = [...sources('.ci'), ...sources('turbo'), ...packages().flatMap(sources)].filter((path) =>
      CODE.test(path),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((path) => readText(path).split('\n').length > LIMIT_LINES)).toEqual([]);
  });

  it('have no circle of packages', () => {
    const reaches = (name: string, seen: readonly string[] = []): string[] =>
      (imports.get(name) ?? []).flatMap((next) =>
        seen.includes(next) ? [] : [next, ...reaches(next, [...seen, next])],
      );
    expect(reaches('context-save')).toContain('platform');
    expect([...imports.keys()].filter((name) => reaches(name).includes(name))).toEqual([]);
  });

  it.each([
    ['functions', ['platform', 'auth', 'context-store']],
    ['packages/auth', ['platform']],
    ['packages/context-store', ['platform']],
    ['packages/platform', []],
  ])('of %s import nothing of the workspace but %j', (folder, allowed) => {
    const importing = withSources.filter((name) => name.startsWith(folder));
    expect(importing).not.toEqual([]);
    expect(importing.flatMap(importedBy).filter((name) => !allowed.includes(name))).toEqual([]);
  });
});
