import type { LimitsMode } from '@lp-functions/emulator';
import type { Command } from 'commander';
import { faultPlan, limitsMode, list, port, share, wholeNumber } from '../options.ts';

export interface DevOptions {
  port: number;
  limits: LimitsMode;
  ephemeral?: true;
  persistTo?: string;
  cpu?: number;
  inspect?: number | true;
  fail?: string[];
  latency?: number;
  duplicate?: string;
  seed?: number;
}

const DEFAULT_PORT = 8_700;

export function addDev(program: Command): void {
  program
    .command('dev')
    .description('starts the platform on this machine, watches the sources and reports every run')
    .option('--port <port>', "V1's port; V2's is the next one, 0 takes free ones", port, DEFAULT_PORT)
    .option('--limits <mode>', 'what reaching a limit does: enforce, warn or off', limitsMode, 'enforce')
    .option('--ephemeral', 'keep nothing: secrets, contexts and history end with the command')
    .option('--persist-to <folder>', 'keep the state there instead of in .lp/')
    .option('--cpu <share>', 'share of a processor for each instance, e.g. 0.083 as on V2', share)
    .option('--inspect [port]', 'let a debugger attach to the sources (one instance at a time)', wholeNumber)
    .option(
      '--fail <fault>',
      "break something: 'secrets:20%', 'api.example.com=503|reset|timeout[:20%]'",
      list,
    )
    .option('--latency <ms>', 'wait before every outbound request', wholeNumber)
    .option('--duplicate <share>', 'deliver that share of the calls twice, e.g. 10%')
    .option('--seed <n>', 'repeats the same faults', wholeNumber)
    .action(async (options: DevOptions) => {
      const faults = faultPlan(options);
      const { runDev } = await import('../dev/dev.ts');
      process.exitCode = await runDev(options, faults);
    });
}
