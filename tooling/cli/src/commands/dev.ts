import type { LimitsMode } from '@lp-functions/emulator';
import type { Command } from 'commander';
import { addFaultOptions, type FaultOptions, faultPlan } from '../options/faults.ts';
import { inspectOption, limitsOption, profileOption, type SharedOptions } from '../options/shared.ts';
import { port, share } from '../options/values.ts';

export interface DevOptions extends SharedOptions, FaultOptions {
  port: number;
  limits: LimitsMode;
  ephemeral?: true;
  persistTo?: string;
  cpu?: number;
}

const DEFAULT_PORT = 8_700;

export function addDev(program: Command): void {
  const command = program
    .command('dev')
    .description('starts the platform on this machine, watches the sources and reports every run')
    .option('--port <port>', "V1's port; V2's is the next one, 0 takes free ones", port, DEFAULT_PORT)
    .addOption(profileOption())
    .addOption(limitsOption().default('enforce'))
    .option('--ephemeral', 'keep nothing: secrets, contexts and history end with the command')
    .option('--persist-to <folder>', 'keep the state there instead of in .lp/')
    .option('--cpu <share>', 'share of a processor for each instance, e.g. 0.083 as on V2', share)
    .addOption(inspectOption('let a debugger attach to the sources (one instance at a time)'));
  addFaultOptions(command)
    .option('--duplicate <share>', 'deliver that share of the calls twice, e.g. 10%')
    .action(async (options: DevOptions) => {
      const faults = faultPlan(options);
      const { runDev } = await import('../dev/dev.ts');
      process.exitCode = await runDev(options, faults);
    });
}
