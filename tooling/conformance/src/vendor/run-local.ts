import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createProject, type VendorFunction, type VendorSettings } from './project.ts';
import { type ProcessOutcome, runNode } from './spawn.ts';

const SCRIPT = fileURLToPath(new URL('./run-local.cjs', import.meta.url));

export interface LocalRun {
  function: VendorFunction;
  settings?: VendorSettings;
  /** Variables of the process, beside those of `config.json`. */
  env?: Record<string, string>;
}

/** What the tool prints about a run. */
export type LocalReport =
  | { result: unknown; logs: LogEntry[] }
  | { errorCode: string; errorMsg: string; errorLogs: LogEntry[] };

export interface LogEntry {
  level: string;
  message: unknown;
  extras: unknown[];
}

export interface LocalOutcome extends ProcessOutcome {
  /** Nothing when the tool printed none: the function's process died or never started. */
  report: LocalReport | undefined;
  /** Text of `index.js` after the run. */
  codeAfter: string;
  settingsAfter: VendorSettings;
}

/** Runs a function once in the vendor's local runner, with its own toolbelt, in a project of its own. */
export async function runLocal({ function: lambda, settings, env }: LocalRun): Promise<LocalOutcome> {
  const project = createProject([lambda], settings);
  try {
    const outcome = await runNode(SCRIPT, [lambda.name], { cwd: project.dir, env });
    return {
      ...outcome,
      report: parseReport(outcome.stdout),
      codeAfter: readFileSync(project.path('functions', lambda.name, 'index.js'), 'utf8'),
      settingsAfter: JSON.parse(readFileSync(project.path('functions', 'settings.json'), 'utf8')),
    };
  } finally {
    project.remove();
  }
}

/** The JSON document that the tool prints after a run, among other lines. */
export function parseReport(stdout: string): LocalReport | undefined {
  const json = /^\{\n {4}[\s\S]*^\}$/m.exec(stdout)?.[0];
  return json === undefined ? undefined : (JSON.parse(json) as LocalReport);
}
