import { createProjectBuilder } from '../project/build.ts';
import { functionPackages } from '../project/packages.ts';
import type { Project } from '../project/project.ts';
import { EXIT } from '../usage-error.ts';
import { withState } from './state.ts';

interface ListedSecret {
  name: string;
  isSet: boolean;
  /** Functions whose variables make them read it. */
  neededBy: string[];
}

export interface ListSecretsOptions {
  json?: boolean;
  profile?: string;
}

/** `lp secret list`: names, never values. */
export async function listSecrets({ json = false, profile }: ListSecretsOptions): Promise<number> {
  const listed = await withState(async ({ settings }, root) => {
    const needed = await neededSecrets({ root, profile });
    const set = settings.read().secrets.map(({ key }) => key);
    return [...new Set([...set, ...needed.keys()])]
      .sort()
      .map((name): ListedSecret => ({ name, isSet: set.includes(name), neededBy: needed.get(name) ?? [] }));
  });
  process.stdout.write(json ? `${JSON.stringify(listed)}\n` : tableOf(listed));
  return EXIT.fine;
}

function tableOf(listed: readonly ListedSecret[]): string {
  if (listed.length === 0) return 'No secret is set, and no function needs one.\n';
  const width = Math.max(...listed.map(({ name }) => name.length));
  return listed
    .map(({ name, isSet, neededBy }) => {
      const state = isSet ? 'set    ' : 'missing';
      return `${name.padEnd(width)}  ${state}  ${neededBy.join(', ')}`.trimEnd();
    })
    .map((line) => `${line}\n`)
    .join('');
}

/** By name of the secret. A function that cannot be built tells nothing. */
async function neededSecrets(project: Project): Promise<Map<string, string[]>> {
  const builder = createProjectBuilder(project);
  const builds = await Promise.all(
    functionPackages(project.root).map((packageDir) => builder.build(packageDir, ['v2'])),
  );
  await builder.dispose();
  const needed = new Map<string, string[]>();
  for (const { deployment, secrets } of builds.flatMap(({ functions }) => functions)) {
    for (const name of secrets) needed.set(name, [...(needed.get(name) ?? []), deployment.name]);
  }
  return needed;
}
