import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refuse } from '../problem.ts';

export interface PageOptions {
  /** Path, relative to the repository. */
  page: string;
  content: string;
  /** Changes nothing, and throws when the page is not what it would write. */
  isCheck: boolean;
}

/** Writes a page of the documentation, if it differs. @returns whether it did @throws BuildError with `isCheck` */
export function updatePage(root: string, { page, content, isCheck }: PageOptions): boolean {
  const path = join(root, page);
  if (existsSync(path) && readFileSync(path, 'utf8') === content) return false;
  if (isCheck) refuse(page, 'reference', 'the page is out of date', 'run `pnpm reference`');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return true;
}
