import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './support/repository.ts';

const BIOME = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');

const importing = (name: string) => `import { thing } from '${name}';\n\nexport const same = thing;\n`;

/** A function whose body has so many lines, and blank ones between them. */
const functionOf = (lines: number) =>
  `export function count(n: number): number {\n  let sum = n;\n${'  sum += sum;\n\n'.repeat(lines - 2)}  return sum;\n}\n`;

/** Path and text of each file, and the rule that it breaks. */
const FILES: [path: string, text: string, rule?: string][] = [
  ['functions/greet/src/platform.ts', importing('@lp-functions/platform')],
  ['functions/greet/src/auth.ts', importing('@lp-functions/auth')],
  ['functions/greet/src/context.ts', importing('@lp-functions/context-store')],
  ['functions/greet/src/own.ts', importing('./platform.ts')],
  ['functions/greet/src/tooling.ts', importing('@lp-functions/testbed'), 'noRestrictedImports'],
  ['functions/greet/src/testing.ts', importing('@lp-functions/platform/testing'), 'noRestrictedImports'],
  ['functions/greet/src/node.ts', importing('node:crypto'), 'noRestrictedImports'],
  ['functions/greet/src/npm.ts', importing('oauth-1.0a'), 'noRestrictedImports'],
  ['functions/greet/src/inside.ts', importing('../../../packages/auth/src/sign.ts'), 'noRestrictedImports'],
  ['functions/greet/test/greet.test.ts', importing('@lp-functions/platform/testing')],
  ['packages/auth/src/sign.ts', importing('./encode.ts'), 'noImportCycles'],
  ['packages/auth/src/encode.ts', importing('./sign.ts'), 'noImportCycles'],
  [
    'packages/auth/src/forgotten.ts',
    'const save = async (): Promise<void> => {};\n\nexport function run(): void {\n  save();\n}\n',
    'noFloatingPromises',
  ],
  ['packages/auth/src/short.ts', functionOf(50)],
  ['packages/auth/src/long.ts', functionOf(51), 'noExcessiveLinesPerFunction'],
  ['packages/auth/test/long.test.ts', functionOf(60)],
  ['packages/auth/src/environment.ts', 'export const zone = process.env.ZONE;\n', 'noProcessEnv'],
  ['packages/platform/src/v1/index.ts', 'export const zone = process.env.ZONE;\n'],
];

/** The files that `pnpm lint` complains about, and why. */
function lint(files: readonly [path: string, text: string, ...unknown[]][]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'lp-lint-'));
  try {
    for (const file of ['biome.json', '.gitignore']) cpSync(join(ROOT, file), join(folder, file));
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { stdout } = spawnSync(process.execPath, [BIOME, 'lint', '--reporter=json'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: { category: string; location: { path: string } }[];
    };
    return diagnostics
      .map(({ category, location }) => `${location.path} ${category.split('/').at(-1)}`)
      .sort();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('lint refuses exactly the imports, circles, forgotten promises and variables that it should', () => {
  const expected = FILES.flatMap(([path, , rule]) => (rule === undefined ? [] : [`${path} ${rule}`]));
  expect(lint(FILES)).toEqual(expected.sort());
});
