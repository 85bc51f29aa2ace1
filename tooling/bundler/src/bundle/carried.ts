import { isForeign } from './origin.ts';

/** A package, or the project's own code, with what it takes of a bundle. */
export interface Carried {
  /** e.g. `oauth-1.0a`, `packages/auth`. */
  name: string;
  characters: number;
}

/** What a bundle carries, the largest first. */
export function carriedIn(inputs: Record<string, { bytesInOutput: number }>): Carried[] {
  const sums = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    if (bytesInOutput === 0) continue;
    const name = ownerOf(path);
    sums.set(name, (sums.get(name) ?? 0) + bytesInOutput);
  }
  return [...sums]
    .map(([name, characters]) => ({ name, characters }))
    .sort((a, b) => b.characters - a.characters || a.name.localeCompare(b.name, 'en'));
}

/** Less is not worth a word. */
const LEAST_CHARACTERS = 1_000;
/** So many of the largest things are named. */
const NAMED = 5;

/** The largest things, for people: `auth 15.8k, oauth-1.0a 4.1k`. Own packages go by the names of their folders. */
export const largestOf = (carried: readonly Carried[]): string =>
  carried
    .slice(0, NAMED)
    .filter(({ characters }) => characters >= LEAST_CHARACTERS)
    .map(({ name, characters }) => {
      const folder = name.replace(/^(packages|functions)\//, '');
      return `${folder} ${(characters / 1_000).toFixed(1)}k`;
    })
    .join(', ');

/** The installed package, else the folder above `src`, else the file. */
function ownerOf(path: string): string {
  if (isForeign(path)) return packageNameOf(path);
  return /^(.*?)\/src\//.exec(path)?.[1] ?? path;
}

/** The name of the installed package that a path lies in. */
export function packageNameOf(path: string): string {
  const [scope = '', name = ''] = path
    .slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    .split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}
