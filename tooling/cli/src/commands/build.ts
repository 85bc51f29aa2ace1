import type { Command } from 'commander';
import { delegate } from '../delegate.ts';
import { profileOption } from '../options/shared.ts';

export function addBuild(program: Command): void {
  program
    .command('build')
    .description('makes the checked files for both generations under dist/, as pnpm build does')
    .addOption(profileOption())
    .action(({ profile }: { profile?: string }) => {
      process.exitCode = delegate('pnpm', ['build', ...(profile ? ['--profile', profile] : [])]);
    });
}
