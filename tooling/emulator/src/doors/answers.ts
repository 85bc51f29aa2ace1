import type { Answer, PlatformError } from '../account/outcome.ts';
import type { Target } from '../instance/workspace.ts';

/** The platform's own status for a function that failed. */
export const FUNCTION_FAILED = 901;

/** V2 has names of its own for what V1 calls handler errors. */
const V2_CODES: Record<string, string> = {
  'com.liveperson.faas.handler.custom-failure': 'com.customer.faas.function.threw-error',
  'com.liveperson.faas.handler.runtime-exception': 'com.customer.faas.function.js-runtime-error',
  'com.liveperson.faas.handler.executiontime-exceeded': 'com.customer.faas.function.execution-exceeded',
};

/** A failure in the form of its generation. */
export function failureBody(target: Target, { handlerCode, message }: PlatformError): object {
  return target === 'v1'
    ? { errorCode: handlerCode, errorMsg: message, errorLogs: [] }
    : { code: V2_CODES[handlerCode] ?? handlerCode, message };
}

/** What an invocation is answered with; a function without a result answers `null`. */
export function invocationReply(target: Target, answer: Answer): { status: number; body: unknown } {
  return answer.error
    ? { status: FUNCTION_FAILED, body: failureBody(target, answer.error) }
    : { status: 200, body: answer.result ?? null };
}
