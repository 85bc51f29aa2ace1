import { Command } from 'commander';
import { BuildError } from './problem.ts';

const program = new Command('lp-bundle')
  .description(
    'Makes checked single-file lambdas of the function package in this folder, for LP_PROFILE if set.',
  )
  .action(async () => {
    const { buildFunction } = await import('./build-function.ts');
    await buildFunction(process.cwd(), { profile: process.env.LP_PROFILE || undefined });
  });

program
  .command('collect')
  .description('Puts all built functions under dist/ and prints their sizes.')
  .action(async () => {
    const { collect } = await import('./collect/collect.ts');
    const { sizeTable } = await import('./collect/table.ts');
    const { sizes, notes } = collect(process.cwd());
    console.log(['', sizeTable(sizes), ...notes].join('\n'));
  });

program
  .command('reference')
  .description('Writes what docs/ tells of functions and messages from the sources.')
  .action(async () => {
    const { updateReference } = await import('./docs/reference.ts');
    const { updateMessages } = await import('./docs/messages/page.ts');
    const isChanged = [
      await updateReference(process.cwd(), { isCheck: false }),
      await updateMessages(process.cwd(), { isCheck: false }),
    ];
    console.log(isChanged.includes(true) ? 'docs/ is written.' : 'docs/ is up to date.');
  });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
