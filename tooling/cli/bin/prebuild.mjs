// `pnpm build` makes JavaScript of the command line; whoever comes earlier, or has changed it since, makes it
// here.
import { existsSync, readdirSync, statSync } from 'node:fs';

const BUILT = new URL('../dist/lp.mjs', import.meta.url);
const SOURCES = ['../src/', '../../emulator/src/', '../../bundler/src/', '../build.mjs'];

function newest(url) {
  const stat = statSync(url);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(
    ...readdirSync(url, { recursive: true, withFileTypes: true }).map((entry) =>
      entry.isFile() ? statSync(`${entry.parentPath}/${entry.name}`).mtimeMs : 0,
    ),
  );
}

const isFresh =
  existsSync(BUILT) &&
  SOURCES.every((source) => newest(new URL(source, import.meta.url)) <= statSync(BUILT).mtimeMs);
if (!isFresh) await import('../build.mjs');
