import { type Command, Option } from 'commander';
import { profileOption } from '../options/shared.ts';
import type { ListSchedulesOptions } from '../schedule/list.ts';
import type { RunScheduleOptions } from '../schedule/run.ts';

export function addSchedule(program: Command): void {
  const schedule = program.command('schedule').description('when functions run, and running them now');
  schedule
    .command('list')
    .description('all schedules of deploy.json with their next five times, in local time too')
    .addOption(profileOption())
    .option('--json', 'as JSON')
    .action(async (options: ListSchedulesOptions) => {
      const { listSchedules } = await import('../schedule/list.ts');
      process.exitCode = await listSchedules(options);
    });
  schedule
    .command('run <function>')
    .description('runs a function as its schedule would')
    .addOption(new Option('--target <generation>', 'generation').choices(['v1', 'v2']).default('v2'))
    .addOption(profileOption())
    .option('--at <time>', 'as if it were then, e.g. 2026-03-29T02:30:00Z')
    .option('--json', 'as lp invoke --json')
    .action(async (name: string, options: RunScheduleOptions) => {
      const { runSchedule } = await import('../schedule/run.ts');
      process.exitCode = await runSchedule(name, options);
    });
}
