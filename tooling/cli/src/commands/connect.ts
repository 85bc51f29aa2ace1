import type { Command } from 'commander';
import { delegate } from '../delegate.ts';

/** By its path: whatever the root of the workspace depends on is part of every cache key of turbo. */
const BIN = 'tooling/connect/bin/lp-connect.mjs';

export function addConnect(program: Command): void {
  program
    .command('connect [arguments...]')
    .description('gets the first tokens of a connection from a browser; lp connect --help shows its options')
    .allowUnknownOption()
    .helpOption(false)
    .action((given: string[]) => {
      process.exitCode = delegate('node', [BIN, ...given]);
    });
}
