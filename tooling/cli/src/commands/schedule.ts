import { type Command, Option } from 'commander';

export function addSchedule(program: Command): void {
  const schedule = program.command('schedule').description('when functions run, and running them now');
  schedule
    .command('list')
    .description('all schedules of deploy.json with their next five times, in local time too')
    .option('--json', 'as JSON')
    .action(async (options: { json?: true }) => {
      const { listSchedules } = await import('../schedule/list.ts');
      process.exitCode = await listSchedules(options);
    });
  schedule
    .command('run <function>')
    .description('runs a function as its schedule would')
    .addOption(new Option('--target <generation>', 'generation').choices(['v1', 'v2']).default('v2'))
    .option('--at <time>', 'as if it were then, e.g. 2026-03-29T02:30:00Z')
    .option('--json', 'as lp invoke --json')
    .action(async (name: string, options: { target: 'v1' | 'v2'; at?: string; json?: true }) => {
      const { runSchedule } = await import('../schedule/run.ts');
      process.exitCode = await runSchedule(name, options);
    });
}
