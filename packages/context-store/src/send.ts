import { asText, createRedactor, failure, idempotent, isObject, parseJson } from '@lp-functions/platform';
import type { Connection, Place } from './connection.ts';

/** Longest part of the service's own message that ours quotes. */
const MAX_MESSAGE_CHARS = 200;

/** What a write or a deletion answers: nothing, or an object that says what was done. */
const isDone = (answer: unknown): boolean => !answer || isObject(answer);

/**
 * One call of the service. Each may be repeated: reads and deletions by nature, PATCH of properties because the last
 * write of each wins, and creating a namespace that exists changes nothing.
 * @param path below the root of the API, encoded
 * @param content the body; on V2 without the names of the place, which are added
 * @param absent what the answer 404 stands for @default none, it is an error
 * @param isExpected whether an answer can be one to this call
 * @returns the answer's JSON; text that is none is its own value
 * @throws `CONTEXT_REJECTED`, `RESPONSE_INVALID`, and what the transport throws
 */
export async function send(
  place: Connection & Partial<Place>,
  method: string,
  path: string,
  content?: object,
  absent?: unknown,
  isExpected: (answer: unknown) => boolean = isDone,
): Promise<unknown> {
  const { transport, baseUrl, accountId, namespace, sessionId, isV2, credential } = place;
  const body =
    content && JSON.stringify(isV2 ? { accountId, nameSpace: namespace, sessionId, ...content } : content);
  const { status, text } = await transport.send({
    method,
    url:
      baseUrl +
      (isV2
        ? `/v2/context/document/${path}?access_token=${encodeURIComponent(credential)}`
        : `/v1/account/${path}`),
    headers: { 'content-type': 'application/json', ...(!isV2 && { 'maven-api-key': credential }) },
    body,
    retry: idempotent,
  });
  if (status === 404 && absent) return absent;
  const answer = parseJson(text);
  if (status < 200 || status > 299) {
    const redactor = createRedactor();
    redactor.add(credential);
    const reason =
      status === 413
        ? `${body?.length} more characters are too many`
        : /40[13]/.test(`${status}`)
          ? 'the key or the zone is wrong'
          : redactor.text(asText((answer as { message?: unknown } | null)?.message ?? text));
    throw failure('CONTEXT_REJECTED', `${status}, ${reason.slice(0, MAX_MESSAGE_CHARS)}`, { status });
  }
  if (!isExpected(answer)) throw failure('RESPONSE_INVALID', `${baseUrl} is no context store`);
  return answer;
}
