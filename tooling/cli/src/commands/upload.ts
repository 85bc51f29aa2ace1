import type { Command } from 'commander';
import { delegate } from '../delegate.ts';

export function addUpload(program: Command): void {
  program
    .command('upload [arguments...]')
    .description('plans and makes an upload with your lpf; lp upload --help shows its options')
    .allowUnknownOption()
    .helpOption(false)
    .action((given: string[]) => {
      process.exitCode = delegate('lp-upload', ['--build', ...given]);
    });
}
