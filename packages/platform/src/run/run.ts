import { failure, INPUT_INVALID, isFunctionError } from '../errors.ts';
import type { Host } from '../host.ts';
import { createHttpClient } from '../http/client.ts';
import { isObject, parseJson } from '../json.ts';
import { parse } from '../schema/index.ts';
import { createSecrets } from '../secrets/secrets.ts';
import { inTime } from './deadline.ts';
import type { RunnableDefinition } from './define.ts';
import { readEnvironment } from './environment.ts';
import { createLog, type LogLevel } from './log.ts';
import { createRedactor } from './redactor.ts';

/** What the platform hands to a lambda. Headers are not used: they come as an array or an object, and from anyone. */
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
  const redactor = createRedactor();
  const log = createLog((host.env.LOG_LEVEL || 'warn') as LogLevel, redactor);
  const { clock } = host;
  try {
    const raw = parseJson(input?.payload || {});
    if (!isObject(raw)) throw failure(INPUT_INVALID, 'payload: expected an object');
    if (raw.wakeUp === true) return { awake: true };
    const env = readEnvironment(definition.environment, host.env);
    const payload = parse(definition.payload, raw, INPUT_INVALID);
    const endsAt = clock.now() + env.DEADLINE_MS;
    const http = createHttpClient({
      ...host,
      allowed: [...definition.targets(env), ...(env.ALLOWED_ORIGINS ?? [])].filter(Boolean) as string[],
      timeoutMs: env.REQUEST_TIMEOUT_MS,
      deadlineMs: env.DEADLINE_MS,
      endsAt,
    });
    const secrets = createSecrets(host, redactor);
    const run = { ...host, payload, env, secrets, http, log, redactor, endsAt };
    return redactor.value(await inTime(clock, env.DEADLINE_MS, definition.handler(run)));
  } catch (error) {
    // A new error, even if it is ours: stack and facts of the old one may repeat what is to be redacted.
    const { code, message } = isFunctionError(error)
      ? error
      : failure('INTERNAL', `${String(error)}; a bug in the function`);
    const redacted = failure(code, redactor.text(message.slice(code.length + 2)));
    log('error', redacted.message);
    throw redacted;
  }
}
