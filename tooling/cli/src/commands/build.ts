import type { Command } from 'commander';
import { delegate } from '../delegate.ts';

export function addBuild(program: Command): void {
  program
    .command('build')
    .description('makes the checked files for both generations under dist/, as pnpm build does')
    .option('--profile <name>', 'with deploy.<name>.json laid over deploy.json')
    .action(({ profile }: { profile?: string }) => {
      process.exitCode = delegate('pnpm', ['build', ...(profile ? ['--profile', profile] : [])]);
    });
}
