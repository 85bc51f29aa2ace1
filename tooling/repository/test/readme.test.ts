import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { updateMessages, updateReference } from '@lp-functions/bundler';
import { readEnvironment } from '@lp-functions/platform/internal';
import { describe, expect, it } from 'vitest';
import { codeBlocks, README } from './support/readme.ts';
import { packages, ROOT, readText } from './support/repository.ts';

const scripts: Record<string, string> = JSON.parse(readText('package.json')).scripts;

describe('the page of the functions', () => {
  it('describes every function as its definition does', async () => {
    await expect(updateReference(ROOT, { isCheck: true })).resolves.toBe(false);
  });

  it('names every variable that all functions have, with its default', () => {
    const page = readText('docs/functions.md');
    for (const [name, value] of Object.entries(readEnvironment({}, {}))) {
      expect(page).toContain(`\n| \`${name}\` | ${value === undefined ? '' : `\`${value}\` `}|`);
    }
  });
});

describe('the page of the messages', () => {
  it('lists every message that a run can fail with', async () => {
    await expect(updateMessages(ROOT, { isCheck: true })).resolves.toBe(false);
  });
});

describe('the README', () => {
  it('fits on two screens', () => {
    expect(README.split('\n').length).toBeLessThanOrEqual(95);
  });

  it('names every command, and none that does not exist', () => {
    const named = [...README.matchAll(/(?:`|^)(?:npx )?pnpm(?:@12)? ([a-z]+)/gm)].map(
      ([, command = '']) => command,
    );
    expect([...new Set(named)].sort()).toEqual(Object.keys(scripts).sort());
  });

  it('shows a deploy.json as it is', () => {
    const [shown = ''] = codeBlocks(README, 'json');
    expect(JSON.parse(shown)).toEqual(JSON.parse(readText('functions/oauth1-post/deploy.json')));
  });

  it('links to files that exist', () => {
    const links = [...README.matchAll(/\]\(([^):]+)\)/g)].map(([, path = '']) => path);
    expect(links).toContain('ARCHITECTURE.md');
    expect(links.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

describe('the architecture page', () => {
  it('says of every dependency why it is there', () => {
    const [, catalog = ''] = readText('pnpm-workspace.yaml').split('\ncatalog:\n');
    const dependencies = [...catalog.matchAll(/^ {2}"?([^"\s]+?)"?: \d/gm)].map(([, name = '']) => name);
    const [, table = ''] = readText('ARCHITECTURE.md').split('\n## Dependencies');
    expect(dependencies).toContain('esbuild');
    expect(
      dependencies.filter((name) => !name.startsWith('@types/') && !table.includes(`\`${name}\``)),
    ).toEqual([]);
  });

  it('shows every package', () => {
    const architecture = readText('ARCHITECTURE.md');
    const shown = packages().filter((folder) => !folder.startsWith('functions/'));
    expect(shown.filter((folder) => !architecture.includes(folder))).toEqual([]);
  });
});
