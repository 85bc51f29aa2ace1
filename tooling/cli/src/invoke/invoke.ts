import {
  type DeveloperCall,
  type DeveloperReport,
  didYouMean,
  EVENTS,
  eventOf,
  type FaultPlan,
} from '@lp-functions/emulator';
import type { InvokeCommandOptions } from '../commands/invoke.ts';
import { inspectPortOf } from '../options/shared.ts';
import { findFunction } from '../project/packages.ts';
import { findRoot } from '../project/root.ts';
import { EXIT, UsageError } from '../usage-error.ts';
import { createCaller } from './caller.ts';
import { readPayload } from './payload.ts';
import { exitCodeOf, jsonReport, tellRun } from './report.ts';

/** `lp invoke`. @returns the exit code */
export async function runInvoke(
  given: string,
  options: InvokeCommandOptions,
  faults: FaultPlan | undefined,
): Promise<number> {
  const root = findRoot();
  const { profile } = options;
  const { packageDir, name } = await findFunction(given, { root, profile });
  const call = callOf(name, options);
  const inspectPort = inspectPortOf(options);
  if (inspectPort !== undefined) process.stderr.write(`waiting for a debugger on 127.0.0.1:${inspectPort}\n`);
  const caller = await createCaller({
    root,
    profile,
    packageDir,
    target: options.target,
    limits: options.limits,
    timeoutMs: options.timeoutMs,
    inspectPort,
    faults,
  });
  try {
    const reports = await repeat(options.repeat, () => caller.call(call));
    const [last] = reports.slice(-1);
    if (!last) throw new UsageError('--repeat: at least 1');
    show(last, reports, root, options);
    return worstOf(reports, options.limits !== 'warn' && options.limits !== 'off');
  } finally {
    await caller.close();
  }
}

function callOf(
  name: string,
  { payload, event, header = {}, env, cold }: InvokeCommandOptions,
): DeveloperCall {
  const sample = event === undefined ? undefined : sampleOf(event);
  return {
    function: name,
    payload: readPayload(payload) ?? sample,
    headers: Object.entries(header).map(([key, value]) => ({ key, value })),
    trigger: event === undefined ? 'person' : 'event',
    cold,
    env,
  };
}

function sampleOf(id: string): unknown {
  const event = eventOf(id);
  if (event) return event.sample;
  const ids = EVENTS.map((known) => known.id);
  throw new UsageError(`There is no event ${id}: ${didYouMean(id, ids)}`);
}

async function repeat<Value>(times: number, work: () => Promise<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for (let count = 0; count < times; count++) values.push(await work());
  return values;
}

function show(
  last: DeveloperReport,
  reports: readonly DeveloperReport[],
  root: string,
  { json, event }: InvokeCommandOptions,
): void {
  const { stdout, stderr } = process;
  const durations = reports.map(({ run }) => run.durationMs).sort((a, b) => a - b);
  const medianMs = durations[Math.floor(durations.length / 2)] ?? 0;
  if (json) {
    const repeated = reports.length > 1 && { runs: reports.length, medianMs, failed: failedOf(reports) };
    stdout.write(`${JSON.stringify({ ...jsonReport(last), ...repeated })}\n`);
    return;
  }
  tellRun(last, root, event);
  if (reports.length > 1) {
    stderr.write(`${reports.length} runs, median ${medianMs.toFixed(1)} ms, ${failedOf(reports)} failed\n`);
  }
  if (!last.answer.error) {
    stdout.write(`${JSON.stringify(last.answer.result ?? null, null, stdout.isTTY ? 2 : undefined)}\n`);
  }
}

const failedOf = (reports: readonly DeveloperReport[]) => reports.filter(({ answer }) => answer.error).length;

/** A limit outweighs a failure, which outweighs a success. */
function worstOf(reports: readonly DeveloperReport[], isEnforced: boolean): number {
  return Math.max(...reports.map((report) => exitCodeOf(report, isEnforced)), EXIT.fine);
}
