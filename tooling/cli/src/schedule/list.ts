import { nextTimes } from '@lp-functions/emulator';
import { createProjectBuilder } from '../project/build.ts';
import { functionPackages } from '../project/packages.ts';
import { findRoot } from '../project/root.ts';
import { EXIT } from '../usage-error.ts';

const SHOWN_TIMES = 5;

interface ListedSchedule {
  function: string;
  target: string;
  cron: string;
  timeZone: string;
  /** ISO 8601. */
  next: string[];
}

export interface ListSchedulesOptions {
  json?: boolean;
  profile?: string;
}

/** `lp schedule list`. */
export async function listSchedules({ json = false, profile }: ListSchedulesOptions): Promise<number> {
  const root = findRoot();
  const builder = createProjectBuilder({ root, profile });
  const builds = await Promise.all(functionPackages(root).map((packageDir) => builder.build(packageDir)));
  await builder.dispose();
  const listed = builds
    .flatMap(({ functions }) => functions)
    .flatMap(({ deployment: { name, target }, schedule }): ListedSchedule[] => {
      if (!schedule) return [];
      // V1 knows no time zones: it reads the fields in UTC.
      const timeZone = target === 'v1' ? 'UTC' : (schedule.timeZone ?? 'UTC');
      const next = nextTimes(schedule.cron, timeZone, SHOWN_TIMES, Date.now());
      return [
        {
          function: name,
          target,
          cron: schedule.cron,
          timeZone,
          next: next.map((at) => new Date(at).toISOString()),
        },
      ];
    });
  for (const { problem } of builds) if (problem) process.stderr.write(`${problem}\n`);
  process.stdout.write(json ? `${JSON.stringify(listed)}\n` : textOf(listed));
  return EXIT.fine;
}

function textOf(listed: readonly ListedSchedule[]): string {
  if (listed.length === 0) return 'No deploy.json has a "schedule".\n';
  return listed
    .map(({ function: name, target, cron, timeZone, next }) =>
      [
        `${name} (${target.toUpperCase()})  ${cron}  ${timeZone}`,
        ...next.map((at) => `  ${at}  here ${new Date(at).toLocaleString()}`),
        '',
      ].join('\n'),
    )
    .join('');
}
