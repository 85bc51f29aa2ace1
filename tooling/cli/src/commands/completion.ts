import { type Command, Option } from 'commander';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('prints what your shell needs to complete lp: lp completion --shell bash >> ~/.bashrc')
    .addOption(new Option('--shell <shell>', 'which one').choices(SHELLS).makeOptionMandatory())
    .action(async ({ shell }: { shell: (typeof SHELLS)[number] }) => {
      const { completionScript } = await import('../completion.ts');
      process.stdout.write(completionScript(program, shell));
    });
}
