import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProject } from '../vendor/project.ts';
import type { LocalOutcome, LocalReport, LocalRun } from '../vendor/run-local.ts';
import { runNode } from '../vendor/spawn.ts';
import { rewriteForRun, undoRewriting } from './rewriting.ts';

const TOOLBELT = fileURLToPath(new URL('./toolbelt.cjs', import.meta.url));
const RESULT_MARK = 'report: ';

/** Calls the function as the runner's own code does, with the console it puts in place after the file has loaded. */
const TAIL = `(async () => {
  const config = JSON.parse(require('node:fs').readFileSync(__dirname + '/config.json', 'utf8'));
  Object.assign(process.env, config.environmentVariables);
  console = require('../../bin/rewire').InvokeLogger;
  const history = console.getHistory();
  let report;
  try {
    report = { result: await lambda(config.input), logs: history };
  } catch (error) {
    console.customError(error);
    report = { ...history.at(-1).message, errorLogs: history };
  }
  process.stdout.write('\\n${RESULT_MARK}' + JSON.stringify(report) + '\\n');
})();`;

/** Runs a function of V2 once as CommonJS, rewritten in place as the vendor's local runner does, and back. */
export async function runLocalV2({ function: lambda, settings, env }: LocalRun): Promise<LocalOutcome> {
  const project = createProject([lambda], settings);
  const file = project.path('functions', lambda.name, 'index.js');
  try {
    // The logger is the same in both generations; the toolbelt is found like a package.
    cpSync(TOOLBELT, project.path('functions', 'node_modules', 'core-functions-toolbelt', 'index.js'));
    writeFileSync(file, rewriteForRun(readFileSync(file, 'utf8'), TAIL));
    const outcome = await runNode(join('functions', lambda.name, 'index.js'), [], { cwd: project.dir, env });
    writeFileSync(file, undoRewriting(readFileSync(file, 'utf8')));
    const [, json] = outcome.stdout.split(`\n${RESULT_MARK}`);
    return {
      ...outcome,
      report: json === undefined ? undefined : (JSON.parse(json) as LocalReport),
      codeAfter: readFileSync(file, 'utf8'),
      settingsAfter: JSON.parse(readFileSync(project.path('functions', 'settings.json'), 'utf8')),
    };
  } finally {
    project.remove();
  }
}
