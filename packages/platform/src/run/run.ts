import { FunctionError, isFunctionError } from '../errors.ts';
import type { Host } from '../host.ts';
import { createHttpClient } from '../http/client.ts';
import { originsOf } from '../http/url.ts';
import { parse, strictObject } from '../schema/index.ts';
import { createSecrets } from '../secrets/secrets.ts';
import { startDeadline } from './deadline.ts';
import type { AnyFunctionDefinition } from './define.ts';
import { readEnvironment } from './environment.ts';
import { createLog } from './log.ts';
import { createRedactor } from './redactor.ts';

/**
 * One run of a function, the same on every host: checks what comes in, sets the limits, calls the handler and
 * cleans what goes out.
 * @returns a JSON value
 * @throws FunctionError, always: anything else is lost on its way through the platform
 */
export async function runFunction(
  definition: AnyFunctionDefinition,
  host: Host,
  input: unknown,
): Promise<unknown> {
  const redactor = createRedactor();
  try {
    const raw = readPayload(input);
    if ((raw as { wakeUp?: unknown }).wakeUp === true) return { awake: true };
    const env = readEnvironment(definition.environment, host.env);
    const payload = parse(strictObject(definition.payload), raw, 'INPUT_INVALID');
    const log = createLog(env.LOG_LEVEL, redactor);
    const deadline = startDeadline(host.clock, env.DEADLINE_MS);
    try {
      const { clock, exchange, random } = host;
      const result = await deadline.race(
        definition.handler({
          payload,
          env,
          secrets: createSecrets(host, redactor),
          http: createHttpClient({
            exchange,
            clock,
            random,
            allowedOrigins: originsOf([...definition.targets(env), ...(env.ALLOWED_ORIGINS ?? [])]),
            timeoutMs: env.REQUEST_TIMEOUT_MS,
            deadlineMs: env.DEADLINE_MS,
            deadline,
          }),
          log,
          redactor,
          clock,
          random,
          deadline,
          accountId: host.env[host.accountIdVariable],
        }),
      );
      return redactor.value(result);
    } catch (error) {
      const failure = clean(error, redactor.text);
      log('error', failure.message);
      throw failure;
    } finally {
      deadline.clear();
    }
  } catch (error) {
    throw clean(error, redactor.text);
  }
}

/** The payload is whatever the caller sent: an object, its JSON text, or nothing. */
function readPayload(input: unknown): object {
  let payload = (input as { payload?: unknown } | null | undefined)?.payload ?? {};
  if (typeof payload === 'string') {
    try {
      payload = payload === '' ? {} : JSON.parse(payload);
    } catch {
      // Reported below, as any other payload that is no object.
    }
  }
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    throw new FunctionError('INPUT_INVALID', 'payload: expected an object or the JSON text of one');
  }
  return payload;
}

/** The error as the caller may see it. The stack repeats the message, so a redacted error is a new one. */
function clean(error: unknown, redact: (text: string) => string): FunctionError {
  const failure = isFunctionError(error)
    ? error
    : new FunctionError('INTERNAL', `${error}; this is a bug in the function`);
  const message = redact(failure.message);
  return message === failure.message
    ? failure
    : new FunctionError(failure.code, message.slice(failure.code.length + 2), failure.facts);
}
