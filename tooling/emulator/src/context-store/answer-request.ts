import { type Answer, badRequest, NO_SUCH_ROUTE, TOO_LARGE } from './answer.ts';
import type { Storage } from './storage.ts';
import { answerV1 } from './v1.ts';
import { answerV2 } from './v2.ts';

/** Above any document that fits, and its envelope, in UTF-8. */
const MAX_BODY_BYTES = 5_000_000;

export interface Access {
  storage: Storage;
  isApiKey(key: string): boolean;
  isAccessToken(token: string): boolean;
}

export interface ContextRequest {
  method: string;
  /** Path and query, not decoded. */
  target: string;
  headers: Record<string, string | string[] | undefined>;
}

/** One request to either API of the context store. */
export async function answerRequest(
  { method, target, headers }: ContextRequest,
  raw: Uint8Array,
  access: Access,
): Promise<Answer> {
  if (raw.byteLength > MAX_BODY_BYTES) return TOO_LARGE;
  const url = new URL(`http://127.0.0.1${target}`);
  let segments: string[];
  let body: unknown;
  try {
    segments = url.pathname.slice(1).split('/').map(decodeURIComponent);
    body = raw.byteLength === 0 ? undefined : JSON.parse(new TextDecoder().decode(raw));
  } catch {
    return badRequest('the path or the body is malformed');
  }
  if (body !== undefined && !String(headers['content-type']).startsWith('application/json')) {
    return { status: 415, body: { message: 'the content type is not application/json' } };
  }
  if (segments.at(-1) === '') segments.pop();
  const call = { method, query: url.searchParams, body, storage: access.storage };

  if (segments[0] === 'v1' && segments[1] === 'account') {
    const refusal = refuse(headers['maven-api-key'], access.isApiKey, 403);
    return refusal ?? answerV1({ ...call, segments: segments.slice(2) });
  }
  if (segments[0] === 'v2' && segments[1] === 'context' && segments[2] === 'document') {
    const refusal = refuse(url.searchParams.get('access_token'), access.isAccessToken, 401);
    return refusal ?? answerV2({ ...call, segments: segments.slice(3) });
  }
  return NO_SUCH_ROUTE;
}

function refuse(
  credential: string | string[] | null | undefined,
  isAccepted: (credential: string) => boolean,
  status: number,
) {
  if (typeof credential !== 'string' || credential === '') {
    return { status: 401, body: { message: 'credential missing' } };
  }
  return isAccepted(credential) ? undefined : { status, body: { message: 'credential not accepted' } };
}
