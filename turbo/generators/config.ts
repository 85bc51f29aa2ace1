import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOfName } from '@lp-functions/bundler';
import { eventOf, type PlatformEvent } from '@lp-functions/emulator/events';
import type { PlopTypes } from '@turbo/gen';

/** `pnpm new <name> [--event id]`: a function package that builds, passes its tests and checks at once. */
export default function generators(plop: PlopTypes.NodePlopAPI): void {
  const root = plop.getDestBasePath();
  plop.setHelper('platformName', platformName);
  plop.setHelper('eventDescription', (id: string) => eventNamed(id).description);
  plop.setHelper('eventSample', (id: string) => JSON.stringify(eventNamed(id).sample, null, 2));
  plop.setHelper('eventResult', (id: string) => RESULTS[eventNamed(id).result]);
  plop.setHelper('eventParameter', (id: string) =>
    eventNamed(id).result === 'changed' ? '{ payload }' : '',
  );
  plop.setGenerator('function', {
    description: 'A function package',
    prompts: [
      {
        type: 'input',
        name: 'name',
        message: 'Name of the package, e.g. order-status',
        validate: (name: string) => refusalOf(name, root) ?? true,
      },
      {
        type: 'input',
        name: 'event',
        message: 'Id of the event that calls it, or none',
        default: NO_EVENT,
        validate: (id: string) => id === NO_EVENT || eventOf(id) !== undefined || `There is no event ${id}`,
      },
    ],
    actions: (answers) => [
      add('package'),
      add(answers?.event === NO_EVENT ? 'function' : 'event'),
      () => {
        link(root);
        pnpm(root, 'reference');
        return 'linked into the workspace, and described in docs/functions.md';
      },
    ],
  });
}

const NO_EVENT = 'none';

/** What the template returns: something that the event takes. */
const RESULTS: Record<PlatformEvent['result'], string> = {
  commands: "{ type: 'systemMessage', text: 'Hello' }",
  text: "'done'",
  mails: '[]',
  reply: "{ messages: ['Hello'] }",
  changed: 'payload',
  ignored: 'null',
};

function eventNamed(id: string): PlatformEvent {
  const event = eventOf(id);
  if (!event) throw new Error(`There is no event ${id}`);
  return event;
}

/** The files of a template. */
const add = (template: string): PlopTypes.ActionType => ({
  type: 'addMany',
  destination: 'functions/{{name}}',
  base: `templates/${template}`,
  templateFiles: `templates/${template}/**`,
  globOptions: {},
});

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
