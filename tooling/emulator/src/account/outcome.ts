import { randomUUID } from 'node:crypto';
import type { Deployment } from '../functions/deployment.ts';
import type { Run } from '../instance/run.ts';
import type { RunRecord, RunState } from '../state/history.ts';

/** Longer payloads and results are cut in the history. */
const KEPT_CHARS = 10_000;

/** A failure as it leaves the platform: V1 and V2 have codes of their own. */
export interface PlatformError {
  /** V1's: `com.liveperson.faas.handler...`. */
  handlerCode: string;
  message: string;
}

/** What the caller of a function gets. */
export type Answer = { result: unknown; error?: undefined } | { error: PlatformError; result?: undefined };

/** As the platform does it: what is no Error is lost on its way. */
export function answerOf({ target }: Deployment, { result, error }: Run): Answer {
  if (!error) return { result };
  const isLost = !error.isError && !error.isByPlatform && (target === 'v2' || isLostOnV1(error.name));
  if (isLost) return { result: undefined };
  return { error: { handlerCode: error.handlerCode, message: error.message } };
}

/** V1 reports a text as a failure, but takes `callback(false)` and an object with a message for a success. */
const isLostOnV1 = (type: string) => type === 'boolean' || type === 'object';

export interface RecordFacts {
  deployment: Deployment;
  trigger: RunRecord['trigger'];
  startedAt: number;
  cold: boolean;
  input: unknown;
  run: Run;
  answer: Answer;
  mask(text: string): string;
}

/** What is kept of a run: masked, and cut. */
export function recordOf({
  deployment,
  trigger,
  startedAt,
  cold,
  input,
  run,
  answer,
  mask,
}: RecordFacts): RunRecord {
  const { target, uuid, name } = deployment;
  const { durationMs, secretCalls, usage, broken } = run;
  const kept = (value: unknown) => {
    const text = JSON.stringify(value);
    return text === undefined ? undefined : mask(text).slice(0, KEPT_CHARS);
  };
  return {
    id: randomUUID(),
    target,
    uuid,
    function: name,
    trigger,
    startedAt,
    durationMs,
    cold,
    state: stateOf(run, answer),
    payload: kept((input as { payload?: unknown } | undefined)?.payload),
    result: kept(answer.result),
    ...(answer.error && { error: { code: answer.error.handlerCode, message: mask(answer.error.message) } }),
    logs: run.keptLogs.map((entry) => ({ ...entry, message: mask(entry.message) })),
    requests: run.requests.map((request) => ({ ...request, url: mask(request.url) })),
    secretCalls,
    usage,
    broken,
  };
}

function stateOf({ error, broken }: Run, answer: Answer): RunState {
  if (broken.includes('durationMs') && error?.isByPlatform) return 'TIMEOUT';
  if (error?.isByPlatform) return 'PLATFORM_FAILURE';
  return answer.error ? 'CODING_FAILURE' : 'SUCCEEDED';
}
