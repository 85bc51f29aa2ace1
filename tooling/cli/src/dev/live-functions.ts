import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Account,
  type Deployment,
  type Emulator,
  ScheduleRefused,
  type Scheduler,
  type Target,
} from '@lp-functions/emulator';
import type { ProjectBuild, ProjectBuilder } from '../project/build.ts';
import { functionPackages } from '../project/packages.ts';

export interface LiveFunctions {
  /** Builds everything, for the first time. */
  start(): Promise<ProjectBuild[]>;
  /**
   * Notes that a function package was saved, or one that functions share. It is built soon, and again when it is saved
   * meanwhile. Calls that are on end in the version they began in.
   */
  save(packageDir: string | undefined): void;
  /** Resolves when nothing is being built. */
  stop(): Promise<void>;
}

/** An editor writes several files, or one in several steps. */
const SETTLE_MS = 5;

/** Hears what becomes of the sources. */
export interface LiveObserver {
  /** Saved ones were built so long after the save. */
  built(builds: ProjectBuild[], durationMs: number): void;
  /** The platform would not take the schedule in `deploy.json`. */
  scheduleRefused(deployment: Deployment, reason: string): void;
}

/** Keeps the functions of an account at what the sources say. */
export function createLiveFunctions(
  root: string,
  emulator: Pick<Emulator, 'account' | 'scheduler'>,
  builder: ProjectBuilder,
  observer: LiveObserver,
): LiveFunctions {
  /** Packages that were saved since their last build began. */
  const saved = new Set<string>();
  /** When the first of them was. */
  let savedAt = 0;
  let work: Promise<void> | undefined;

  const put = createPublisher(emulator, observer);
  const build = async (packageDir: string): Promise<ProjectBuild> =>
    existsSync(join(packageDir, 'package.json'))
      ? builder.build(packageDir)
      : { packageDir, functions: [], files: [], warnings: [] };
  const buildSaved = async () => {
    while (saved.size > 0) {
      await sleep(SETTLE_MS);
      const packageDirs = [...saved];
      const since = savedAt;
      saved.clear();
      const builds = await Promise.all(packageDirs.map(build));
      // What was saved meanwhile may have been read before, or half of it: it is built again.
      const current = builds.filter(({ packageDir }) => !saved.has(packageDir));
      for (const one of current) put(one);
      if (current.length > 0) observer.built(current, performance.now() - since);
    }
    work = undefined;
  };
  return {
    start() {
      const first = Promise.all(functionPackages(root).map(build)).then((builds) => {
        for (const one of builds) put(one);
        return builds;
      });
      work = first.then(buildSaved);
      return first;
    },
    save(packageDir) {
      if (saved.size === 0) savedAt = performance.now();
      for (const dir of packageDir === undefined ? functionPackages(root) : [packageDir]) saved.add(dir);
      work ??= buildSaved();
    },
    async stop() {
      await work;
    },
  };
}

/** @returns puts what was built of a package in the place of what the account has of it */
function createPublisher(
  { account, scheduler }: Pick<Emulator, 'account' | 'scheduler'>,
  observer: LiveObserver,
): (build: ProjectBuild) => void {
  /** What each package has in the account. */
  const known = new Map<string, Deployment[]>();
  return ({ packageDir, functions }) => {
    const before = known.get(packageDir) ?? [];
    const now = functions.map(({ deployment }) => deployment);
    for (const { target, name } of before) {
      if (now.some((fn) => fn.target === target && fn.name === name)) continue;
      account.undeploy(target, name);
      scheduler.removeOf(target, name);
    }
    known.set(packageDir, now);
    for (const { deployment, schedule } of functions) {
      account.deploy(deployment);
      try {
        setSchedule(scheduler, deployment, schedule);
      } catch (error) {
        if (!(error instanceof ScheduleRefused)) throw error;
        observer.scheduleRefused(deployment, error.message);
      }
    }
    if (before.length > 0) void warmCalled(account, now);
  };
}

/** Whoever called a function will call it again. The one called last is the one that is waited for. */
async function warmCalled(account: Account, deployments: readonly Deployment[]): Promise<void> {
  const lastStart = ({ target, uuid }: Deployment) => account.state.history.lastStart(target, uuid) ?? 0;
  const called = deployments.filter(
    (deployment) => 'code' in deployment.artifact && lastStart(deployment) > 0,
  );
  for (const deployment of called.sort((a, b) => lastStart(b) - lastStart(a))) await account.warm(deployment);
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
