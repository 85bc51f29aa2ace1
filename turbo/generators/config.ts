import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOfName } from '@lp-functions/bundler';
import type { PlopTypes } from '@turbo/gen';

/** `pnpm new <name>`: a function package that builds, passes its tests and checks at once. */
export default function generators(plop: PlopTypes.NodePlopAPI): void {
  const root = plop.getDestBasePath();
  plop.setHelper('platformName', platformName);
  plop.setGenerator('function', {
    description: 'A function package',
    prompts: [
      {
        type: 'input',
        name: 'name',
        message: 'Name of the package, e.g. order-status',
        validate: (name: string) => refusalOf(name, root) ?? true,
      },
    ],
    actions: [
      {
        type: 'addMany',
        destination: 'functions/{{name}}',
        base: 'templates/function',
        templateFiles: 'templates/function/**',
        globOptions: {},
      },
      () => {
        link(root);
        pnpm(root, 'reference');
        return 'linked into the workspace, and described in docs/functions.md';
      },
    ],
  });
}

const platformName = (packageName: string): string => packageName.replaceAll('-', '_');

function refusalOf(name: string, root: string): string | undefined {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    return `${JSON.stringify(name)} is no name for a package: use lower-case words and digits, joined by hyphens, e.g. order-status`;
  }
  const taken = ['functions', 'packages', 'tooling']
    .map((group) => `${group}/${name}`)
    .find((folder) => existsSync(join(root, folder)));
  if (taken !== undefined) return `${taken} exists already: choose another name`;
  const [fault] = faultsOfName(platformName(name));
  return fault && `${fault.found}: ${fault.remedy}`;
}

/** Makes the package known to the workspace, and to its lock file also where pnpm would otherwise keep that as it is. */
const link = (root: string) => pnpm(root, 'install', '--no-frozen-lockfile');

function pnpm(root: string, ...args: string[]): void {
  execFileSync('pnpm', args, {
    cwd: root,
    stdio: 'inherit',
    // On Windows pnpm is a batch file, which only a shell runs.
    shell: process.platform === 'win32',
  });
}
