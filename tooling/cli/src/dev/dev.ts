import { relative, resolve } from 'node:path';
import { type Emulator, type FaultPlan, startEmulator } from '@lp-functions/emulator';
import type { DevOptions } from '../commands/dev.ts';
import { inspectPortOf } from '../options/shared.ts';
import { styleFor } from '../output/style.ts';
import { createProjectBuilder, type ProjectBuild } from '../project/build.ts';
import { findRoot, stateFolder } from '../project/root.ts';
import { announce, withdraw } from '../project/running.ts';
import { EXIT, UsageError } from '../usage-error.ts';
import { describeKeys, type Hotkey, listenToKeys } from './hotkeys.ts';
import { createLiveFunctions } from './live-functions.ts';
import { createPage, type Page } from './page.ts';
import { ownerOfPort } from './port-owner.ts';
import { watchSources } from './watch.ts';

/** `lp dev`: runs until it is told to end. @returns the exit code */
export async function runDev(options: DevOptions, faults: FaultPlan | undefined): Promise<number> {
  const root = findRoot();
  const { stdout } = process;
  let emulator: Emulator | undefined;
  const page = createPage(
    (text) => stdout.write(text),
    styleFor(stdout),
    root,
    (text) => emulator?.account.mask(text) ?? text,
  );
  emulator = await start(root, options, faults, page);
  const builder = createProjectBuilder({ root, profile: options.profile });
  const live = createLiveFunctions(root, emulator, builder, {
    built: (builds, durationMs) => tellBuilds(page, builds, root, durationMs),
    scheduleRefused: ({ target, name }, reason) =>
      page.line(`✗ ${target} ${name}  its schedule is refused: ${reason}`),
  });
  // Before the first build: what is saved during it must not be missed.
  const watcher = await watchSources(root, live.save);
  tellBuilds(page, await live.start(), root);

  const isShared = !options.ephemeral && options.persistTo === undefined;
  const { v1, v2 } = emulator.doors;
  if (isShared) announce(root, { pid: process.pid, v1: v1.url, v2: v2.url, profile: options.profile });
  const inspectPort = inspectPortOf(options);
  if (inspectPort !== undefined) {
    page.line(`a debugger can attach to 127.0.0.1:${inspectPort}, once a function was called`);
  }
  page.line(`ready v1=${v1.url} v2=${v2.url}`);

  await untilTold(emulator, page);

  if (isShared) withdraw(root, process.pid);
  await watcher.stop();
  await live.stop();
  await builder.dispose();
  await emulator.stop();
  return EXIT.fine;
}

async function start(
  root: string,
  options: DevOptions,
  faults: FaultPlan | undefined,
  { observer, line }: Page,
): Promise<Emulator> {
  const inspectPort = inspectPortOf(options);
  const statePath = options.persistTo === undefined ? stateFolder(root) : resolve(options.persistTo);
  try {
    return await startEmulator({
      port: options.port,
      ...(!options.ephemeral && { statePath }),
      limitsMode: options.limits,
      cpuShare: options.cpu,
      ...(inspectPort !== undefined && { inspect: { port: inspectPort } }),
      faults,
      positions: true,
      standsBy: true,
      observer,
      onSchedule: (schedule, text) =>
        line(`${schedule.target} ${schedule.function}  schedule ${schedule.cron} ${text}`),
    });
  } catch (error) {
    throw takenPort(error, options.port) ?? error;
  }
}

/** Who has the port, and what to do about it. */
function takenPort(error: unknown, port: number): UsageError | undefined {
  const { code, port: taken = port } = error as { code?: string; port?: number };
  if (code !== 'EADDRINUSE') return undefined;
  const owner = ownerOfPort(taken);
  const who = owner ? `process ${owner.pid} (${owner.command.slice(0, 80)})` : 'another process';
  const end = owner ? `end it with "kill ${owner.pid}", or ` : '';
  return new UsageError(
    `Port ${taken} is taken by ${who}: ${end}choose another one, e.g. --port ${port + 10}`,
  );
}

function tellBuilds(page: Page, builds: readonly ProjectBuild[], root: string, durationMs?: number): void {
  for (const { packageDir, functions, problem, warnings } of builds) {
    const label = relative(root, packageDir);
    if (problem !== undefined) page.line(`✗ ${label}\n${problem}`);
    else if (durationMs !== undefined) {
      const names = [...new Set(functions.map(({ deployment }) => deployment.name))];
      page.line(`✓ ${names.join(', ') || label} live after ${Math.round(durationMs)} ms`);
    }
    if (warnings.length > 0 && durationMs === undefined) {
      page.line(`  ${label}: ${warnings.length} warnings, which pnpm build shows`);
    }
  }
}

/** Resolves when a key, Ctrl-C or a signal says so. */
async function untilTold(emulator: Emulator, page: Page): Promise<void> {
  await new Promise<void>((resolve) => {
    const quit = () => {
      unlisten();
      resolve();
    };
    const hotkeys = hotkeysOf(emulator, page, quit);
    const unlisten = listenToKeys(hotkeys, quit, (error) => page.line(error.message));
    if (process.stdin.isTTY) page.line(describeKeys(hotkeys));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, quit);
  });
}

function hotkeysOf({ account, scheduler }: Emulator, page: Page, quit: () => void): Hotkey[] {
  const keys: Hotkey[] = [
    {
      key: 'i',
      does: 'invokes the last call again',
      run: async () => {
        if (!(await account.repeatLast())) page.line('nothing was called yet');
      },
    },
    {
      key: 's',
      does: 'fires all schedules',
      run: async () => {
        const schedules = scheduler.list();
        if (schedules.length === 0) page.line('no deploy.json has a schedule');
        await Promise.all(schedules.map((schedule) => scheduler.fire(schedule)));
      },
    },
    {
      key: 'r',
      does: 'restarts all instances',
      run: async () => {
        await account.restartInstances();
        page.line('all instances have ended; the next calls start new ones');
      },
    },
    {
      key: 'c',
      does: 'clears the screen',
      run: () => {
        console.clear();
        page.line(describeKeys(keys));
      },
    },
    { key: 'h', does: 'shows these keys', run: () => page.line(describeKeys(keys)) },
    { key: 'q', does: 'quits', run: quit },
    // People part what was from what comes.
    { key: '\r', does: '', run: () => page.line('') },
  ];
  return keys;
}
