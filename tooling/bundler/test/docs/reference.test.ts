import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { updateReference } from '../../src/docs/reference.ts';
import { createWorkspace, functionPackage, writeFiles } from '../support/workspace.ts';

const DOCS = `export default {
  environment: { TARGET_URL: 'where to greet', GREETING: 'a | b' },
  secrets: { greetKey: 'key of the API' },
  payload: { greeting: 'said instead', tone: 'how' },
  result: 'the greeting.',
};`;
const EMPTY = 'before\n<!-- functions:start -->\n<!-- functions:end -->\nafter\n';

function workspace(page: string | undefined, docs = DOCS): string {
  const root = createWorkspace(functionPackage('greet-all', { 'src/docs.ts': docs }));
  if (page !== undefined) writeFiles(root, { 'docs/functions.md': page });
  return root;
}

const page = (root: string) => readFileSync(join(root, 'docs', 'functions.md'), 'utf8');

describe('updateReference', () => {
  it('writes every table between the markers and keeps the rest', async () => {
    const root = workspace(EMPTY);
    await expect(updateReference(root, { isCheck: false })).resolves.toBe(true);
    expect(page(root)).toBe(`before
<!-- functions:start -->

### greet_all

Greets.

| variable | default | accepts | meaning |
|---|---|---|---|
| \`TARGET_URL\` | **required** | an https URL without user name and password | where to greet |
| \`GREETING\` | \`hello\` | text | a \\| b |

| secret | needed | its name can be changed by | meaning |
|---|---|---|---|
| \`greetKey\` | required | \`SECRET_GREET_KEY\` | key of the API |

| payload field | accepts | meaning |
|---|---|---|
| \`greeting\` | text | said instead |
| \`tone\` | text (default \`warm\`) | how |

Result: the greeting.

<!-- functions:end -->
after
`);
  });

  it('changes nothing the second time', async () => {
    const root = workspace(EMPTY);
    await updateReference(root, { isCheck: false });
    await expect(updateReference(root, { isCheck: false })).resolves.toBe(false);
    await expect(updateReference(root, { isCheck: true })).resolves.toBe(false);
  });

  it('fails a check when a table is out of date, and leaves the file alone', async () => {
    const root = workspace(EMPTY);
    await updateReference(root, { isCheck: false });
    const old = page(root).replace('where to greet', 'where to go');
    writeFiles(root, { 'docs/functions.md': old });
    await expect(updateReference(root, { isCheck: true })).rejects.toThrow('run `pnpm reference`');
    expect(page(root)).toBe(old);
  });

  it('makes the page when there is none', async () => {
    const root = workspace(undefined);
    await updateReference(root, { isCheck: false });
    expect(page(root)).toMatch(/^# Functions\n\n<!-- functions:start -->\n\n### greet_all\n/);
  });

  it('refuses a page without markers', async () => {
    await expect(updateReference(workspace('# Hello\n'), { isCheck: false })).rejects.toThrow(
      'markers are missing',
    );
  });

  it('refuses a function without texts', async () => {
    const root = createWorkspace({ ...functionPackage('greet'), 'docs/functions.md': EMPTY });
    await expect(updateReference(root, { isCheck: false })).rejects.toThrow(
      'functions/greet/src/docs.ts: [reference] the file is missing',
    );
  });
});
