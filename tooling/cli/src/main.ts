import { CommanderError } from 'commander';
import { createProgram } from './program.ts';
import { EXIT, UsageError } from './usage-error.ts';

try {
  await createProgram().parseAsync();
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`lp: ${error.message}\n`);
    process.exitCode = EXIT.usage;
  } else if (error instanceof CommanderError) {
    // It has said itself what is wrong, or shown the help that was asked for.
    process.exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  } else {
    throw error;
  }
}
