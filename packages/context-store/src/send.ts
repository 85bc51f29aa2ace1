import {
  asText,
  FunctionError,
  type HttpClient,
  idempotent,
  isObject,
  parseJson,
} from '@lp-functions/platform';

/** Longest part of the service's own message that ours quotes. */
const MAX_MESSAGE_CHARS = 200;

/**
 * One call of the service.
 * @param path below the root of the API, encoded
 * @param absent what the answer 404 stands for; nothing makes it an error
 * @param isExpected whether an answer can be one to this call @default nothing, or an object that says what was done
 * @returns the answer's JSON; text that is none is its own value
 * @throws `CONTEXT_REJECTED`, `RESPONSE_INVALID`, and what the transport throws
 */
export type Send = (
  method: string,
  path: string,
  absent?: unknown,
  content?: object,
  isExpected?: (answer: unknown) => boolean,
) => Promise<unknown>;

const isDone = (answer: unknown): boolean => !answer || isObject(answer);

/**
 * Every call may be repeated: reads and deletions by nature, PATCH of properties because the last write of each wins,
 * and creating a namespace that exists changes nothing.
 * @param baseUrl without a slash at the end
 * @param credential the Maven API key for V1, an access token for V2
 */
export const sender =
  (transport: Pick<HttpClient, 'send'>, baseUrl: string, isV2: boolean, credential: string): Send =>
  async (method, path, absent, content, isExpected = isDone) => {
    const body = content && JSON.stringify(content);
    const encoded = encodeURIComponent(credential);
    const { status, text } = await transport.send({
      method,
      url: baseUrl + (isV2 ? `/v2/context/document/${path}?access_token=${encoded}` : `/v1/account/${path}`),
      headers: { 'content-type': 'application/json', ...(!isV2 && { 'maven-api-key': credential }) },
      body,
      retry: idempotent,
    });
    if (status === 404 && absent) return absent;
    const answer = parseJson(text);
    if (status < 200 || status > 299) {
      const reason =
        body && status === 413
          ? `${body.length} characters do not fit`
          : status === 401 || status === 403
            ? 'wrong key or zone'
            : asText((answer as { message?: unknown } | null)?.message ?? text)
                .replaceAll(credential, '')
                .replaceAll(encoded, '')
                .slice(0, MAX_MESSAGE_CHARS);
      throw new FunctionError('CONTEXT_REJECTED', `${status}, ${reason}`);
    }
    if (!isExpected(answer)) throw new FunctionError('RESPONSE_INVALID', `${baseUrl} is no context store`);
    return answer;
  };
