import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readText, sources } from './support/repository.ts';

/**
 * The floors of each package's `src`, the lowest first. A folder imports only from folders that stand before
 * it; those that stand together on a floor do not import each other. Files beside the folders are the
 * entrances: they import from everywhere, and no folder imports them.
 */
const FLOORS: Record<string, readonly (readonly string[])[]> = {
  'packages/platform': [
    ['errors'],
    ['json'],
    ['time'],
    ['output'],
    ['url'],
    ['schema'],
    ['http'],
    ['secrets'],
    ['events'],
    ['run'],
    ['v1', 'v2'],
    ['testing'],
  ],
  'packages/context-store': [['service'], ['api'], ['store'], ['function']],
  'packages/auth': [
    ['keys'],
    ['oauth1', 'oauth2/token-endpoint', 'oauth2/token-store'],
    ['providers', 'oauth2/use'],
    ['oauth2/refresh'],
  ],
};

/** One import, both ends relative to the package's `src`. */
interface Import {
  from: string;
  to: string;
}

/** The imports that lead up, aside, or to or from a place that has no floor. */
function faultsOf(floors: readonly (readonly string[])[], imports: readonly Import[]): string[] {
  const places = floors.flatMap((floor, level) => floor.map((folder) => ({ folder, level })));
  // The longest one: a floor may be a folder within another one.
  const placeOf = (path: string) =>
    places
      .filter(({ folder }) => path.startsWith(`${folder}/`))
      .sort((a, b) => b.folder.length - a.folder.length)[0];
  const isEntrance = (path: string) => !path.includes('/');
  return imports
    .filter(({ from, to }) => {
      if (isEntrance(from)) return false;
      const [upper, lower] = [placeOf(from), placeOf(to)];
      return !upper || !lower || (lower.folder !== upper.folder && lower.level >= upper.level);
    })
    .map(({ from, to }) => `${from} imports ${to}`);
}

/** What the sources of a package import from each other, types too. */
function importsOf(folder: string): Import[] {
  const root = join(folder, 'src');
  return sources(root)
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) =>
      [...readText(path).matchAll(/\bfrom '(\.{1,2}\/[^']+)'/g)].map(([, target = '']) => ({
        from: relative(root, path),
        to: relative(root, normalize(join(dirname(path), target))),
      })),
    );
}

describe('the floors', () => {
  it.each(Object.entries(FLOORS))('of %s hold', (folder, floors) => {
    const imports = importsOf(folder);

    expect(imports.length).toBeGreaterThan(10);
    expect(faultsOf(floors, imports)).toEqual([]);
  });

  it('do not hold with an import that leads up, aside, to an entrance or off the house', () => {
    const floors = [['base'], ['left', 'right'], ['left/attic']];
    const fine: Import[] = [
      { from: 'left/a.ts', to: 'base/b.ts' },
      { from: 'left/a.ts', to: 'left/b.ts' },
      { from: 'left/attic/a.ts', to: 'left/b.ts' },
      { from: 'index.ts', to: 'left/attic/a.ts' },
    ];
    const wrong: Import[] = [
      { from: 'base/a.ts', to: 'left/b.ts' },
      { from: 'left/a.ts', to: 'right/b.ts' },
      { from: 'left/a.ts', to: 'left/attic/b.ts' },
      { from: 'left/a.ts', to: 'index.ts' },
      { from: 'left/a.ts', to: 'new/b.ts' },
      { from: 'new/a.ts', to: 'base/b.ts' },
    ];

    expect(faultsOf(floors, [...fine, ...wrong])).toEqual(
      wrong.map(({ from, to }) => `${from} imports ${to}`),
    );
  });
});
