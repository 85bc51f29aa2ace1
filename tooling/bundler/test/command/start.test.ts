import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const own = (file: string) => JSON.stringify(new URL(`../../command/${file}`, import.meta.url).href);

/** A package with a command that says what one of its sources says. */
function createPackage() {
  const folder = mkdtempSync(join(tmpdir(), 'lp-command-'));
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
  mkdirSync(join(folder, 'src'));
  write('package.json', '{ "type": "module", "dependencies": {} }');
  write('src/main.ts', `const { said } = await import('./said.ts');\nconsole.log(said as string);\n`);
  write('src/said.ts', `export const said: string = 'one';\n`);
  write(
    'build.mjs',
    `import { buildCommands } from ${own('build.mjs')};
    await buildCommands(new URL('.', import.meta.url), { say: 'src/main.ts' });`,
  );
  write(
    'say.mjs',
    `import { startCommand } from ${own('start.mjs')};
    await startCommand(new URL('.', import.meta.url), 'say');`,
  );
  return {
    write,
    say: () => execFileSync(process.execPath, [join(folder, 'say.mjs')], { encoding: 'utf8' }).trim(),
    built: () => ({
      files: readdirSync(join(folder, 'dist')).sort(),
      at: statSync(join(folder, 'dist', 'say.mjs')).mtimeMs,
    }),
  };
}

it('a command is made when it is first called, and made again only when a source has changed', () => {
  const { say, write, built } = createPackage();
  expect(say()).toBe('one');
  const first = built();

  expect(say()).toBe('one');
  expect(built()).toEqual(first);

  write('src/said.ts', `export const said: string = 'two';\n`);
  expect(say()).toBe('two');
  // The chunk of the change has another name, and the one before is gone.
  expect(built().files).not.toEqual(first.files);
  expect(built().files).toHaveLength(first.files.length);
});
