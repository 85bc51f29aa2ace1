import { createCaller } from '../invoke/caller.ts';
import { exitCodeOf, jsonReport, tellRun } from '../invoke/report.ts';
import { buildCached } from '../project/build-cache.ts';
import { findFunction } from '../project/packages.ts';
import type { Project } from '../project/project.ts';
import { findRoot } from '../project/root.ts';
import { UsageError } from '../usage-error.ts';

export interface RunScheduleOptions {
  target: 'v1' | 'v2';
  profile?: string;
  at?: string;
  json?: boolean;
}

/** `lp schedule run`: one run with the schedule's payload, perhaps at another time. */
export async function runSchedule(
  given: string,
  { target, profile, at, json }: RunScheduleOptions,
): Promise<number> {
  const root = findRoot();
  const project = { root, profile };
  const { packageDir, name } = await findFunction(given, project);
  const payload = await payloadOf(project, packageDir, name, target);
  const caller = await createCaller({ ...project, packageDir, target });
  try {
    const report = await caller.call({
      function: name,
      payload,
      trigger: 'schedule',
      ...(at !== undefined && { clockOffsetMs: timeOf(at) - Date.now() }),
    });
    if (json) process.stdout.write(`${JSON.stringify(jsonReport(report))}\n`);
    else {
      tellRun(report, root);
      if (!report.answer.error) process.stdout.write(`${JSON.stringify(report.answer.result ?? null)}\n`);
    }
    return exitCodeOf(report, true);
  } finally {
    await caller.close();
  }
}

async function payloadOf(
  project: Project,
  packageDir: string,
  name: string,
  target: 'v1' | 'v2',
): Promise<unknown> {
  const { functions, problem } = await buildCached(project, packageDir, target);
  if (problem !== undefined) throw new UsageError(problem);
  const schedule = functions.find(({ deployment }) => deployment.name === name)?.schedule;
  if (!schedule) throw new UsageError(`${name} has no "schedule" in its deploy.json`);
  return schedule.payload;
}

function timeOf(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new UsageError(`--at: ${text} is no time; write e.g. 2026-03-29T02:30:00Z`);
  return time;
}
