import { Command, Option } from 'commander';
import { BuildError } from '../problem.ts';
import { TARGETS, type Target } from '../target.ts';
import { upload } from './upload.ts';

interface Flags {
  target: Target;
  dryRun?: boolean;
  deploy?: boolean;
}

const program = new Command('upload')
  .description('Hands the built functions over to the lpf on your PATH, after checks and a summary.')
  .argument('[functions...]', 'names as the platform knows them, e.g. oauth1_post; all when none is given')
  .addOption(
    new Option('--target <generation>', 'generation of the platform').choices(TARGETS).makeOptionMandatory(),
  )
  .option('--dry-run', 'checks and shows, but changes nothing')
  .option('--deploy', 'also puts the functions into production')
  .action(async (names: string[], { target, dryRun = false, deploy = false }: Flags) => {
    await upload({
      root: process.cwd(),
      target,
      names,
      dryRun,
      deploy,
      print: (line) => console.log(line),
    });
  });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
