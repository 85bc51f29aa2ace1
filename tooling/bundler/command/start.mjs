// Starts a command of the tooling. Node 20 reads no TypeScript: JavaScript is made of it once, and again when a source
// has changed, so that a command starts in a tenth of a second. Needs nothing but Node.
import { existsSync, readFileSync, statSync } from 'node:fs';

/**
 * @param {URL} packageUrl folder of the package, whose `build.mjs` makes the command
 * @param {string} name of the command
 */
export async function startCommand(packageUrl, name) {
  const built = new URL(`dist/${name}.mjs`, packageUrl);
  if (!isFresh(built)) await import(new URL('build.mjs', packageUrl).href);
  await import(built.href);
}

/** Whether no source has changed since it was built. */
function isFresh(built) {
  const list = new URL(`${built}.sources.json`);
  if (!existsSync(list)) return false;
  const { mtimeMs } = statSync(list);
  return JSON.parse(readFileSync(list, 'utf8')).every(
    (source) => (statSync(new URL(source, built), { throwIfNoEntry: false })?.mtimeMs ?? Infinity) <= mtimeMs,
  );
}
