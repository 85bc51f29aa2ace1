import { type Command, Option } from 'commander';
import { addFaultOptions, type FaultOptions, faultPlan } from '../options/faults.ts';
import { inspectOption, limitsOption, profileOption, type SharedOptions } from '../options/shared.ts';
import { pair, wholeNumber } from '../options/values.ts';

export interface InvokeCommandOptions extends SharedOptions, Omit<FaultOptions, 'duplicate'> {
  target: 'v1' | 'v2';
  payload?: string;
  event?: string;
  header?: Record<string, string>;
  env?: Record<string, string>;
  cold?: true;
  repeat: number;
  timeoutMs?: number;
  json?: true;
}

const HELP = `
Uses a running "lp dev", or starts an instance of its own.
Exit code: 0 fine, 1 the function failed, 2 usage or configuration, 3 a limit of the platform was hit.
  $ lp invoke oauth1_post --payload '{"body": {"item": "tea"}}'
  $ lp invoke my_function --payload @sample.json --env LOG_LEVEL=debug
  $ lp invoke greeter --event controllerbot_messaging_new_conversation --json`;

export function addInvoke(program: Command): void {
  const command = program
    .command('invoke <function>')
    .description('calls a function once: the result on stdout, all else on stderr')
    .addOption(new Option('--target <generation>', 'generation').choices(['v1', 'v2']).default('v2'))
    .option('--payload <json>', 'JSON, @file or - for standard input')
    .option('--event <id>', 'as this event calls it, with a sample payload unless one is given')
    .option('--header <name=value>', 'a header of the input; may be repeated', pair)
    .option('--env <name=value>', 'another value of a variable, for this call; may be repeated', pair)
    .option('--cold', 'in an instance of its own')
    .option('--repeat <n>', 'that many calls, one after another; the last result is shown', wholeNumber, 1)
    .option('--timeout-ms <n>', 'kill the run after that long', wholeNumber)
    .addOption(profileOption())
    .addOption(limitsOption())
    .addOption(inspectOption('wait for a debugger; the run takes as long as it wants'));
  addFaultOptions(command)
    .option(
      '--json',
      'one object on stdout: result or error, logs, requests, secrets, usage, durationMs, cold',
    )
    .addHelpText('after', HELP)
    .action(async (name: string, options: InvokeCommandOptions) => {
      const faults = faultPlan(options);
      const { runInvoke } = await import('../invoke/invoke.ts');
      process.exitCode = await runInvoke(name, options, faults);
    });
}
