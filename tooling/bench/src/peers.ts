import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** The folder the peers are installed in, for tools that resolve packages from a folder. */
export const peersFolder = fileURLToPath(new URL('../peers/', import.meta.url));

const read = (path: string) => readFileSync(new URL(path, `file://${peersFolder}`), 'utf8');

/**
 * Installs the peers unless they are there as the lock file wants them.
 * @returns `require` as seen from their folder
 */
export function installPeers(): NodeJS.Require {
  if (!isInstalled()) {
    console.log('Installing the peers, once ...');
    const [command, args] = pnpm();
    execFileSync(command, [...args, 'install', '--frozen-lockfile', '--reporter=silent'], {
      cwd: peersFolder,
      stdio: 'inherit',
    });
  }
  return createRequire(`${peersFolder}package.json`);
}

/** pnpm keeps a copy of the lock file it installed from. */
function isInstalled(): boolean {
  return (
    existsSync(`${peersFolder}node_modules/.pnpm/lock.yaml`) &&
    read('node_modules/.pnpm/lock.yaml') === read('pnpm-lock.yaml')
  );
}

/** The pnpm that runs us, or the one npx fetches. */
function pnpm(): [command: string, args: string[]] {
  const { npm_execpath: path = '' } = process.env;
  if (!/pnpm[^/\\]*$/.test(path)) return ['npx', ['-y', 'pnpm@12']];
  return /\.[cm]?js$/.test(path) ? [process.execPath, [path]] : [path, []];
}
