import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Metafile } from 'esbuild';
import type { Problem } from '../problem.ts';
import { isForeign } from './origin.ts';

/**
 * Imports of own files by which they leave their package: a file outside the packages that a package depends on can
 * change without the build noticing.
 */
export function strayImports({ inputs }: Metafile, root: string): Problem[] {
  return Object.entries(inputs)
    .filter(([path]) => !isForeign(path) && existsSync(join(root, path)))
    .flatMap(([path, { imports }]) => {
      const home = packageDirOf(join(root, path));
      return imports
        .filter(({ original, external }) => original?.startsWith('.') && !external)
        .filter((imported) => packageDirOf(join(root, imported.path)) !== home)
        .map(({ original }) => ({
          file: path,
          rule: 'bundle',
          found: `imports ${original}, a file outside its package, whose changes the build would not notice`,
          remedy: 'move the file into the package, or import the package that it belongs to by its name',
        }));
    });
}

function packageDirOf(file: string): string {
  for (let dir = dirname(file); ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'package.json')) || dir === dirname(dir)) return dir;
  }
}
