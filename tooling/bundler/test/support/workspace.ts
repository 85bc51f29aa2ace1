import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

const NODE_MODULES = new URL('../../node_modules', import.meta.url).pathname;

/** A repository with just these files, whose packages find what the bundler's own package finds. Removed after the test. */
export function createWorkspace(files: Record<string, string>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'lp-bundle-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  symlinkSync(NODE_MODULES, join(root, 'node_modules'));
  writeFiles(root, { 'pnpm-workspace.yaml': 'packages: [functions/*]\n', ...files });
  return root;
}

export function writeFiles(root: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** The files of a small function package; `changes` replace or add some. */
export function functionPackage(
  folder: string,
  changes: Record<string, string> = {},
): Record<string, string> {
  const files: Record<string, string> = {
    'package.json': JSON.stringify({ name: folder, type: 'module' }),
    'src/index.ts': definitionOf(folder.replaceAll('-', '_')),
    'deploy.json': JSON.stringify({ environment: { TARGET_URL: 'https://api.example.com/orders' } }),
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [`functions/${folder}/${path}`, text]),
  );
}

/** @param handler the handler's statements @param top what stands before the definition */
export function definitionOf(name: string, handler = 'return payload.greeting;', top = ''): string {
  return `
    import { defineFunction, optional, text, url } from '@lp-functions/platform';
    ${top}
    export default defineFunction({
      name: '${name}',
      description: 'Greets.',
      environment: { TARGET_URL: url(), GREETING: optional(text(), 'hello') },
      payload: { greeting: optional(text()), tone: optional(text(), 'warm') },
      secrets: { greetKey: {} },
      targets: (env) => [env.TARGET_URL],
      async handler({ payload }) { ${handler} },
    });`;
}
