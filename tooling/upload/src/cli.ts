import { BuildError, formatProblem, type Problem, TARGETS, type Target, toJson } from '@lp-functions/bundler';
import { Command, Option } from 'commander';
import { buildFirst } from './build-first.ts';
import { check } from './check.ts';
import { hasChanges } from './plan/plan.ts';
import { planText } from './plan/text.ts';
import { prepare, type Selection } from './preparation.ts';
import { processTerminal } from './terminal.ts';
import { upload } from './upload.ts';

/** What a pipeline can tell apart. */
const EXIT_CODES = { fine: 0, failed: 1, changes: 2 };

interface Flags {
  target: Target;
  build?: boolean;
  profile?: string;
  plan?: boolean;
  check?: boolean;
  json?: boolean;
  yes?: boolean;
  deploy?: boolean;
}

const program = new Command('upload')
  .description('Shows what would change in the account, asks, and uploads with the lpf on your PATH.')
  .argument('[functions...]', 'names as the platform knows them, e.g. oauth1_post; all when none is given')
  .addOption(
    new Option('--target <generation>', 'generation of the platform').choices(TARGETS).makeOptionMandatory(),
  )
  .option(
    '--profile <name>',
    'builds and uploads with the deploy.<name>.json of the packages; also LP_PROFILE',
  )
  .addOption(new Option('--build', 'builds first').hideHelp())
  .option('--plan', 'only shows the plan; ends with 0 when there is nothing to do and with 2 when there is')
  .addOption(new Option('--check', 'only checks what an upload needs').conflicts('plan'))
  .option('--json', 'the plan or the check as JSON')
  .option('--yes', 'agrees to the plan without a question, also to replacing variables')
  .option('--deploy', 'also puts the functions into production')
  .action(async (names: string[], flags: Flags) => {
    const { target, deploy = false, json = false, yes = false } = flags;
    if (json && !flags.plan && !flags.check) {
      program.error('error: --json goes with --plan or --check', { exitCode: EXIT_CODES.failed });
    }
    if (flags.build) buildFirst(flags.profile);
    const selection = { root: process.cwd(), target, names, deploy };
    if (flags.plan) process.exitCode = await showPlan(selection, json);
    else if (flags.check) process.exitCode = await showCheck(selection, json);
    else await upload({ ...selection, yes, terminal: processTerminal });
  });

async function showPlan(selection: Selection, asJson: boolean): Promise<number> {
  const { plan, problems } = await prepare(selection);
  const isChange = hasChanges(plan);
  if (asJson) process.stdout.write(toJson({ hasChanges: isChange, ...plan, problems }));
  else console.log(planText(plan).join('\n'));
  printProblems('An upload would stop here:', asJson ? [] : problems);
  if (problems.length > 0) return EXIT_CODES.failed;
  return isChange ? EXIT_CODES.changes : EXIT_CODES.fine;
}

async function showCheck(selection: Selection, asJson: boolean): Promise<number> {
  const report = await check(selection);
  if (asJson) process.stdout.write(toJson(report));
  else console.log([...report.passed.map((text) => `ok: ${text}`), '', ...report.leftToDo].join('\n'));
  printProblems('To be mended first:', asJson ? [] : report.problems);
  return report.problems.length > 0 ? EXIT_CODES.failed : EXIT_CODES.fine;
}

function printProblems(heading: string, problems: readonly Problem[]): void {
  if (problems.length > 0) console.error(['', heading, ...problems.map(formatProblem)].join('\n'));
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = EXIT_CODES.failed;
}
