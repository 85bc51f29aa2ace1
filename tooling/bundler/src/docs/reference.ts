import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { functionPackages } from '../collect/collect.ts';
import { loadDefinition } from '../definition.ts';
import { loadModule } from '../load-module.ts';
import { refuse } from '../problem.ts';
import { updatePage } from './page.ts';
import { isDocs, sectionOf } from './section.ts';

/** The page, relative to the repository. */
const PAGE = 'docs/functions.md';
export const START_MARKER = '<!-- functions:start -->';
export const END_MARKER = '<!-- functions:end -->';

export interface ReferenceOptions {
  /** Changes nothing, and throws when the page is not what it would write. */
  isCheck: boolean;
}

/**
 * Writes the tables of all functions between the two markers of `docs/functions.md`.
 * @returns whether the file was changed
 * @throws BuildError when a function has no texts, or, with `isCheck`, when the page is out of date
 */
export async function updateReference(root: string, { isCheck }: ReferenceOptions): Promise<boolean> {
  const path = join(root, PAGE);
  const before = existsSync(path)
    ? readFileSync(path, 'utf8')
    : `# Functions\n\n${START_MARKER}\n${END_MARKER}\n`;
  const sections = await Promise.all(functionPackages(root).map((packageDir) => describe(packageDir, root)));
  const content = between(before, `\n${sections.map((section) => `${section}\n\n`).join('')}`);
  return updatePage(root, { page: PAGE, content, isCheck });
}

async function describe(packageDir: string, root: string): Promise<string> {
  const definition = await loadDefinition(packageDir, root);
  const path = join(packageDir, 'src', 'docs.ts');
  const label = relative(root, path);
  if (!existsSync(path)) {
    refuse(label, 'reference', 'the file is missing', 'describe the fields there, as the other functions do');
  }
  const { default: docs } = await loadModule(path, root);
  if (!isDocs(docs)) {
    return refuse(label, 'reference', 'no texts as default export', 'export them as the other functions do');
  }
  return sectionOf(definition, docs);
}

function between(text: string, content: string): string {
  const start = text.indexOf(START_MARKER);
  const end = text.indexOf(END_MARKER);
  if (start < 0 || end < start) {
    refuse(PAGE, 'reference', 'the markers are missing', `add the lines ${START_MARKER} and ${END_MARKER}`);
  }
  return `${text.slice(0, start + START_MARKER.length)}\n${content}${text.slice(end)}`;
}
