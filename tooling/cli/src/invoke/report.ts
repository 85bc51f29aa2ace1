import type { DeveloperReport } from '@lp-functions/emulator';
import { checkResult } from '@lp-functions/emulator';
import { formatError, formatLog, formatRequest, formatUsage } from '../output/run.ts';
import { styleFor } from '../output/style.ts';
import { EXIT } from '../usage-error.ts';

/** The object of `--json`. */
export function jsonReport({ answer, run, cold }: DeveloperReport): object {
  const { logs, requests, secretCalls, usage, durationMs, error } = run;
  return {
    ...(answer.error
      ? { error: { code: codeOf(error?.code) ?? answer.error.handlerCode, message: answer.error.message } }
      : { result: answer.result ?? null }),
    logs,
    requests,
    secrets: secretCalls,
    usage,
    durationMs,
    cold,
  };
}

const codeOf = (code: unknown) => (typeof code === 'string' ? code : undefined);

/** Everything but the result, for people. */
export function tellRun({ answer, run, cold }: DeveloperReport, root: string, eventId?: string): void {
  const { stderr } = process;
  const style = styleFor(stderr);
  const say = (text: string) => stderr.write(`${text}\n`);
  for (const entry of run.logs) say(formatLog(entry, style, root));
  for (const request of run.requests) say(formatRequest(request, style, root));
  if (answer.error && run.error)
    say(formatError({ ...run.error, message: answer.error.message }, style, root));
  if (run.error && !answer.error) {
    say(`${style('red', 'lost')}  what was thrown is no Error: the caller sees an empty success`);
  }
  if (eventId !== undefined && !answer.error) {
    for (const fault of checkResult(eventId, answer.result)) say(`${style('yellow', 'event')} ${fault}`);
  }
  if (run.broken.length > 0) say(`${style('red', 'limit')} ${run.broken.join(', ')}`);
  say(`${formatUsage(run.usage, style)}${style('dim', cold ? '  (cold)' : '  (warm)')}`);
}

/** @param isEnforced whether reaching a limit counts */
export function exitCodeOf({ answer, run }: DeveloperReport, isEnforced: boolean): number {
  if (isEnforced && run.broken.length > 0) return EXIT.limit;
  return answer.error ? EXIT.functionFailed : EXIT.fine;
}
