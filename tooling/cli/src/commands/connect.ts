import type { Command } from 'commander';
import { delegate } from '../delegate.ts';

export function addConnect(program: Command): void {
  program
    .command('connect [arguments...]')
    .description('gets the first tokens of a connection from a browser; lp connect --help shows its options')
    .allowUnknownOption()
    .helpOption(false)
    .action((given: string[]) => {
      process.exitCode = delegate('lp-connect', given);
    });
}
