import type { Run, SecretStore } from '@lp-functions/emulator';
import type { VendorSettings } from './vendor/project.ts';
import type { LocalOutcome } from './vendor/run-local.ts';

/** What a run came to, in a form that does not depend on who ran it. */
export interface Outcome {
  result?: unknown;
  /** The platform's code for the kind of failure. */
  errorCode?: string;
  /** A text, except where a runner passes on what is no Error. */
  message?: unknown;
  /** `undefined` as message leaves none. */
  logs: { level: string; message?: unknown }[];
  /** Names of the secrets that have another value than before. */
  changedSecrets: string[];
}

/** @throws when the tool printed no report: the process died */
export function outcomeOfVendor(
  { report, stdout, stderr, settingsAfter }: LocalOutcome,
  before: VendorSettings,
): Outcome {
  if (!report) throw new Error(`The run left no report\n--- stdout\n${stdout}\n--- stderr\n${stderr}`);
  const failed = 'errorCode' in report;
  // The tool logs the failure itself as the last entry.
  const logs = failed ? report.errorLogs.slice(0, -1) : report.logs;
  return steady({
    ...(failed ? { errorCode: report.errorCode, message: report.errorMsg } : { result: report.result }),
    logs: logs.map(({ level, message }) => ({ level: level.toLowerCase(), message })),
    changedSecrets: changed(
      Object.fromEntries(before.secrets.map(({ key, value }) => [key, value])),
      Object.fromEntries(settingsAfter.secrets.map(({ key, value }) => [key, value])),
    ),
  });
}

export function outcomeOfTestbed(
  { result, error, logs }: Run,
  before: Record<string, unknown>,
  after: SecretStore,
): Outcome {
  return steady({
    ...(error ? { errorCode: error.handlerCode, message: error.message } : { result }),
    logs,
    changedSecrets: changed(before, Object.fromEntries(after.values)),
  });
}

function changed(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  return Object.keys(after)
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .sort();
}

/** Without what differs between any two runs: times, and the headers that servers date. */
function steady(outcome: Outcome): Outcome {
  const text = JSON.stringify(outcome, (key, value) =>
    ['date', 'etag', 'x-oidc-request-id'].includes(key) ? undefined : value,
  );
  return JSON.parse(text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')) as Outcome;
}
