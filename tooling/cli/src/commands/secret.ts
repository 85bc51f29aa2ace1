import type { Command } from 'commander';
import { profileOption } from '../options/shared.ts';
import type { ListSecretsOptions } from '../secret/list.ts';

export function addSecret(program: Command): void {
  const secret = program
    .command('secret')
    .description('the secrets of the account on this machine, kept in .lp/settings.json');
  secret
    .command('set <name>')
    .description('creates or replaces a secret; the value is asked for, or read from standard input')
    .option('--json', 'the value is JSON, not text')
    .action(async (name: string, options: { json?: true }) => {
      const { setSecret } = await import('../secret/set.ts');
      process.exitCode = await setSecret(name, options);
    });
  secret
    .command('list')
    .description('names only, and which functions need them')
    .addOption(profileOption())
    .option('--json', 'as JSON')
    .action(async (options: ListSecretsOptions) => {
      const { listSecrets } = await import('../secret/list.ts');
      process.exitCode = await listSecrets(options);
    });
  secret
    .command('import <file>')
    .description("secrets and allowlist of the vendor's settings.json, e.g. dist/v1/functions/settings.json")
    .action(async (file: string) => {
      const { importSettings } = await import('../secret/import.ts');
      process.exitCode = await importSettings(file);
    });
}
