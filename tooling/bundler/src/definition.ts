import { existsSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnyFunctionDefinition } from '@lp-functions/platform/internal';
import { refuse } from './problem.ts';

export const entryOf = (packageDir: string): string => join(packageDir, 'src', 'index.ts');

/**
 * Loads what `src/index.ts` of a function package describes.
 * @param root for messages
 * @throws BuildError when it describes no function, or one with another name than its folder's
 */
export async function loadDefinition(packageDir: string, root: string): Promise<AnyFunctionDefinition> {
  const entry = entryOf(packageDir);
  const label = relative(root, entry);
  if (!existsSync(entry)) {
    refuse(label, 'definition', 'the file is missing', 'write the function there, or remove the package');
  }
  const definition = await load(entry).catch((error: unknown) =>
    refuse(
      label,
      'definition',
      `cannot be loaded: ${String(error).replaceAll(`${root}${sep}`, '')}`,
      'mend the import, the syntax or the statement that the message names; what is missing, `pnpm install` brings',
    ),
  );
  if (typeof definition?.handler !== 'function') {
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

async function load(entry: string): Promise<AnyFunctionDefinition | undefined> {
  const module = (await import(pathToFileURL(entry).href)) as { default?: AnyFunctionDefinition };
  return module.default;
}
