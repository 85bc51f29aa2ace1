import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { updatePage } from '../page.ts';
import { messagesOf } from './messages.ts';

const PAGE = 'docs/messages.md';

const INTRODUCTION = `# Messages

Every message that a run can fail with, as the sources say it; \`pnpm reference\` writes this page. What stands in braces
changes from run to run. What the codes mean and what to do: [errors.md](errors.md).
`;

/**
 * Writes `docs/messages.md`.
 * @returns whether the file was changed
 * @throws BuildError, with `isCheck`, when the page is out of date
 */
export async function updateMessages(root: string, { isCheck }: { isCheck: boolean }): Promise<boolean> {
  const files = ['packages', 'functions'].flatMap((group) => sourcesIn(join(root, group)));
  const messages = await messagesOf(
    files.map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') })),
  );
  const rows = messages.map(({ code, text }) => `| \`${code}\` | ${text.replaceAll('|', '\\|')} |`);
  const content = [INTRODUCTION, '| code | message |', '|---|---|', ...rows, ''].join('\n');
  return updatePage(root, { page: PAGE, content, isCheck });
}

/** What is shipped: no tests, and not the platform in memory that tests use. */
function sourcesIn(group: string): string[] {
  const sources = readdirSync(group)
    .map((name) => join(group, name, 'src'))
    .filter((folder) => existsSync(folder));
  return sources
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
    )
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts') && !path.includes('/testing/'))
    .sort();
}
