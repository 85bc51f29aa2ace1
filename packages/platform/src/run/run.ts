import { FunctionError, isFunctionError } from '../errors/function-error.ts';
import { clientOf } from '../http/client.ts';
import { isObject, isText, parseJson } from '../json/json.ts';
import { createLog, logLevelOf } from '../output/log.ts';
import type { Redactor } from '../output/redactor.ts';
import { parse } from '../schema/parse.ts';
import { createSecrets } from '../secrets/secrets.ts';
import { inTime } from '../time/deadline.ts';
import { createPacer, type Pacer } from '../time/pacer.ts';
import type { Run, RunnableDefinition } from './definition.ts';
import type { Host } from './host.ts';
import { perInstance } from './instance.ts';
import { redactorOf } from './kept-redactor.ts';
import { settingsOf } from './settings.ts';

/**
 * What the platform hands to a lambda. Headers are not used: they come as an array or an object, and from
 * anyone.
 */
export type Input = { headers?: unknown; payload?: unknown } | null | undefined;

/**
 * One run of a function, the same on every host: checks what comes in, sets the limits, calls the handler and
 * cleans what goes out.
 * @returns a JSON value
 * @throws FunctionError, always: anything else is lost on its way through the platform
 */
export async function runFunction(
  definition: RunnableDefinition,
  host: Host,
  input: Input,
): Promise<unknown> {
  const redactor = redactorOf(host.instance);
  const log = createLog(() => logLevelOf(host.env.LOG_LEVEL), redactor);
  try {
    const payload = payloadOf(input);
    if (payload.wakeUp === true) return { awake: true };
    const run = createRun(definition, host, payload, { redactor, log });
    const result = await inTime(host.clock, run.env.DEADLINE_MS, definition.handler(run));
    return redactedResult(redactor, result);
  } catch (error) {
    const { code, text } = isFunctionError(error) ? error : internal(error);
    // A new error, even if it is ours: stack and facts of the old one may repeat what is to be redacted.
    const redacted = new FunctionError(code, redactor.text(text));
    log('error', redacted.message);
    throw redacted;
  }
}

/** @throws `INPUT_INVALID` */
function payloadOf(input: Input): Record<string, unknown> {
  // Nothing, in whatever form, stands for an empty payload.
  const payload = parseJson(input?.payload || {});
  if (isObject(payload)) return payload;
  throw new FunctionError('INPUT_INVALID', 'payload: expected an object, or the JSON text of one');
}

function createRun(
  definition: RunnableDefinition,
  host: Host,
  payload: Record<string, unknown>,
  output: Pick<Run, 'redactor' | 'log'>,
): Run {
  const { accountId, clock, exchange, generation, instance, random, secretStorage } = host;
  const { env, origins, secretNames } = settingsOf(definition, host);
  const deadlineMs = env.DEADLINE_MS;
  const endsAt = clock.now() + deadlineMs;
  return {
    accountId,
    clock,
    endsAt,
    env,
    generation,
    instance,
    random,
    secretStorage,
    ...output,
    // What the platform itself sends may have more members than its documentation.
    payload: definition.event === undefined ? parse(definition.payload, payload, 'INPUT_INVALID') : payload,
    secrets: createSecrets(host, output.redactor, { declarations: definition.secrets, secretNames }),
    http: clientOf({
      exchange,
      clock,
      random,
      origins,
      timeoutMs: env.REQUEST_TIMEOUT_MS,
      deadlineMs,
      endsAt,
      hasAllowlist: generation.hasAllowlist,
      pacer: pacerOf(host),
    }),
  };
}

const pacers = perInstance((): { pacer?: Pacer } => ({}));

/** Counts the requests of all runs of an instance; `undefined` where the platform does not count them. */
function pacerOf({ generation: { requestsPerSecond }, instance, clock }: Host): Pacer | undefined {
  if (requestsPerSecond === undefined) return undefined;
  const kept = pacers(instance);
  kept.pacer ??= createPacer(clock, requestsPerSecond);
  return kept.pacer;
}

function redactedResult(redactor: Redactor, result: unknown): unknown {
  try {
    return redactor.value(result);
  } catch (error) {
    throw new FunctionError(
      'INTERNAL',
      `the function's result is no JSON, it holds a BigInt or itself (${textOf(error)}); mend the function`,
    );
  }
}

const internal = (error: unknown): FunctionError =>
  new FunctionError('INTERNAL', `${textOf(error)}; a bug in the function`);

/** Whatever somebody threw, as text. It may be anything, even an object that cannot be made one. */
function textOf(thrown: unknown): string {
  try {
    if (thrown instanceof Error || isText(thrown)) return String(thrown);
    return `something was thrown that is no Error: ${String(thrown)}`;
  } catch {
    return 'something was thrown that is no Error and has no text';
  }
}
