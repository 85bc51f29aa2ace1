import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { updateReadme } from '../../src/docs/readme.ts';
import { createWorkspace, functionPackage, writeFiles } from '../support/workspace.ts';

const DOCS = `export default {
  environment: { TARGET_URL: 'where to greet', GREETING: 'a | b' },
  secrets: { greetKey: 'key of the API' },
  payload: { greeting: 'said instead', tone: 'how' },
  result: 'the greeting.',
};`;
const EMPTY = 'before\n<!-- functions:start -->\n<!-- functions:end -->\nafter\n';

function workspace(readme: string | undefined, docs = DOCS): string {
  const root = createWorkspace(functionPackage('greet-all', { 'src/docs.ts': docs }));
  if (readme !== undefined) writeFiles(root, { 'README.md': readme });
  return root;
}

const readme = (root: string) => readFileSync(join(root, 'README.md'), 'utf8');

describe('updateReadme', () => {
  it('writes every table between the markers and keeps the rest', async () => {
    const root = workspace(EMPTY);
    await expect(updateReadme(root, { isCheck: false })).resolves.toBe(true);
    expect(readme(root)).toBe(`before
<!-- functions:start -->

### greet_all

Greets.

| variable | default | accepts | meaning |
|---|---|---|---|
| \`TARGET_URL\` | **required** | an https URL without user name and password | where to greet |
| \`GREETING\` | \`hello\` | text | a \\| b |

| secret | its name can be changed by | meaning |
|---|---|---|
| \`greetKey\` | \`SECRET_GREET_KEY\` | key of the API |

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
    await updateReadme(root, { isCheck: false });
    await expect(updateReadme(root, { isCheck: false })).resolves.toBe(false);
    await expect(updateReadme(root, { isCheck: true })).resolves.toBe(false);
  });

  it('fails a check when a table is out of date, and leaves the file alone', async () => {
    const root = workspace(EMPTY);
    await updateReadme(root, { isCheck: false });
    const old = readme(root).replace('where to greet', 'where to go');
    writeFiles(root, { 'README.md': old });
    await expect(updateReadme(root, { isCheck: true })).rejects.toThrow('run `pnpm readme`');
    expect(readme(root)).toBe(old);
  });

  it('makes a README when there is none', async () => {
    const root = workspace(undefined);
    await updateReadme(root, { isCheck: false });
    expect(readme(root)).toMatch(/^# lp-functions\n\n<!-- functions:start -->\n\n### greet_all\n/);
  });

  it('refuses a README without markers', async () => {
    await expect(updateReadme(workspace('# Hello\n'), { isCheck: false })).rejects.toThrow(
      'markers are missing',
    );
  });

  it('refuses a function without texts', async () => {
    const root = createWorkspace({ ...functionPackage('greet'), 'README.md': EMPTY });
    await expect(updateReadme(root, { isCheck: false })).rejects.toThrow(
      'functions/greet/src/docs.ts: [readme] the file is missing',
    );
  });
});
