import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Account, Deployment, Emulator, Scheduler, Target } from '@lp-functions/emulator';
import type { ProjectBuild, ProjectBuilder } from '../project/build.ts';
import { functionPackages } from '../project/packages.ts';
import type { Changes } from './watch.ts';

export interface LiveFunctions {
  /** Builds everything, for the first time. */
  start(): Promise<ProjectBuild[]>;
  /** Builds again what was saved. Calls that are on end in the version they began in. */
  update(changes: Changes): Promise<ProjectBuild[]>;
}

/** Keeps the functions of an account at what the sources say. */
export function createLiveFunctions(
  root: string,
  { account, scheduler }: Pick<Emulator, 'account' | 'scheduler'>,
  builder: ProjectBuilder,
): LiveFunctions {
  /** What each package has in the account. */
  const known = new Map<string, Deployment[]>();
  const queue = createQueue();

  const put = (build: ProjectBuild) => {
    const before = known.get(build.packageDir) ?? [];
    const now = build.functions.map(({ deployment }) => deployment);
    for (const { target, name } of before) {
      if (now.some((fn) => fn.target === target && fn.name === name)) continue;
      account.undeploy(target, name);
      scheduler.removeOf(target, name);
    }
    known.set(build.packageDir, now);
    for (const { deployment, schedule } of build.functions) {
      account.deploy(deployment);
      setSchedule(scheduler, deployment, schedule);
    }
    // Whoever called it will call it again.
    for (const deployment of now) {
      if (before.length > 0 && wasCalled(account, deployment)) void account.warm(deployment);
    }
    return build;
  };
  const buildAll = (packageDirs: readonly string[]) =>
    Promise.all(
      packageDirs.map(async (packageDir) =>
        put(
          existsSync(join(packageDir, 'package.json'))
            ? await builder.build(packageDir)
            : { packageDir, functions: [], files: [], warnings: [] },
        ),
      ),
    );
  return {
    start: () => queue(() => buildAll(functionPackages(root))),
    update: ({ packages }) =>
      queue(() => buildAll(packages === 'all' ? functionPackages(root) : [...packages])),
  };
}

/** One after another: a later build must not be overtaken by an earlier one. */
function createQueue(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => {});
    return next;
  };
}

function wasCalled(account: Account, { target, uuid, artifact }: Deployment): boolean {
  return 'code' in artifact && account.state.history.list({ target, uuid }).length > 0;
}

function setSchedule(
  scheduler: Scheduler,
  { target, name, uuid }: Deployment,
  schedule: ProjectBuild['functions'][number]['schedule'],
): void {
  scheduler.removeOf(target, name);
  scheduler.restore(target, name);
  if (!schedule) return;
  const timeZone = timeZoneFor(target, schedule.timeZone);
  scheduler.create({ ...schedule, timeZone, target, functionUuid: uuid, function: name });
}

/** V1 reads the fields in UTC, whatever `deploy.json` says. */
const timeZoneFor = (target: Target, timeZone = 'UTC') => (target === 'v1' ? 'UTC' : timeZone);
