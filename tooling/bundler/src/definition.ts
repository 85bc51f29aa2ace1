import { existsSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { AnyFunctionDefinition } from '@lp-functions/platform/internal';
import type { Build } from './bundle/incremental.ts';
import { LoadError, loadModule } from './load-module.ts';
import { refuse } from './problem.ts';

export const entryOf = (packageDir: string): string => join(packageDir, 'src', 'index.ts');

/**
 * Loads what `src/index.ts` of a function package describes.
 * @param root for messages
 * @param build see `loadModule`
 * @throws BuildError when it describes no function, or one with another name than its folder's
 */
export async function loadDefinition(
  packageDir: string,
  root: string,
  build?: Build,
): Promise<AnyFunctionDefinition> {
  const entry = entryOf(packageDir);
  const label = relative(root, entry);
  if (!existsSync(entry)) {
    refuse(label, 'definition', 'the file is missing', 'write the function there, or remove the package');
  }
  const { default: definition } = await loadModule(entry, root, build).catch((error: unknown) => {
    if (!(error instanceof LoadError)) throw error;
    return refuse(
      error.place ?? label,
      'definition',
      `cannot be loaded: ${error.message}`,
      'mend the import, the syntax or the statement at this place; what is missing, `pnpm install` brings',
    );
  });
  if (!isDefinition(definition)) {
    return refuse(
      label,
      'definition',
      'no definition as default export',
      'write `export default defineFunction({ ... })`',
    );
  }
  // One name for a thing: whoever reads it in the platform's console finds the folder.
  const expected = basename(packageDir).replaceAll('-', '_');
  if (definition.name !== expected) {
    refuse(
      label,
      'name',
      `${definition.name} in a folder for ${expected}`,
      'rename the function or its folder',
    );
  }
  return definition;
}

const isDefinition = (value: unknown): value is AnyFunctionDefinition =>
  typeof value === 'object' && value !== null && 'handler' in value && typeof value.handler === 'function';
