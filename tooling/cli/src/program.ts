import { Command } from 'commander';
import { allBelow, pathOf } from './command-tree.ts';
import { addBuild } from './commands/build.ts';
import { addCompletion } from './commands/completion.ts';
import { addConnect } from './commands/connect.ts';
import { addDev } from './commands/dev.ts';
import { addInvoke } from './commands/invoke.ts';
import { addNew } from './commands/new.ts';
import { addSchedule } from './commands/schedule.ts';
import { addSecret } from './commands/secret.ts';
import { addUpload } from './commands/upload.ts';

const COMMANDS = [
  addDev,
  addInvoke,
  addSchedule,
  addSecret,
  addNew,
  addBuild,
  addUpload,
  addConnect,
  addCompletion,
];

const AFTER_HELP = `
A day with it:
  $ lp dev                                     the platform on this machine; it stays until Ctrl-C
  $ lp secret set clientSecret                 asks for the value
  $ lp invoke context_get --payload '{}'       one call, its result on stdout
  $ lp schedule list                           when functions will run
With pnpm each command is one word: pnpm dev, pnpm invoke context_get, pnpm secret list.`;

/** The command line, each command from a file of its own. */
export function createProgram(): Command {
  const program = new Command('lp')
    .description('LivePerson Functions on your machine: edit, save, call, with the limits of the cloud.')
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError('(lp --help shows all commands)')
    .addHelpText('after', AFTER_HELP);
  for (const add of COMMANDS) add(program);
  for (const command of allBelow(program)) {
    command
      .exitOverride()
      .showSuggestionAfterError()
      .showHelpAfterError(`(lp ${pathOf(command)} --help)`);
  }
  return program;
}
