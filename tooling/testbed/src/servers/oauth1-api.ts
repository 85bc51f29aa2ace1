import { type Answer, type LoopbackServer, type RecordedRequest, startServer } from '@lp-functions/emulator';
import { createReplayGuard, type OAuth1Credentials, type Verdict, verifyOAuth1 } from '../oauth1/index.ts';

export interface OAuth1ApiOptions {
  /** Asked at each request, so that a test may change them. */
  credentials: OAuth1Credentials | (() => OAuth1Credentials);
  /** @default 'optional' */
  bodyHash?: 'required' | 'optional';
  /** The realm the header must name. @default any */
  realm?: string;
  /** Answer to a request whose signature holds. @default 201 with the order's number and what was received */
  answer?: (request: RecordedRequest) => Answer;
}

export interface OAuth1Api extends LoopbackServer {
  /** The verdict on each request, in order of arrival. */
  readonly verdicts: Verdict[];
}

/** An API that takes orders signed with OAuth 1.0a, and nothing else: 401 with the reason. */
export async function startOAuth1Api({
  credentials,
  bodyHash,
  realm,
  answer,
}: OAuth1ApiOptions): Promise<OAuth1Api> {
  const verdicts: Verdict[] = [];
  const replay = createReplayGuard();
  let orders = 0;
  const server = await startServer((request, raw) => {
    const verdict = verifyOAuth1(
      { method: request.method, target: request.target, headers: request.headers, body: raw },
      typeof credentials === 'function' ? credentials() : credentials,
      { replay, bodyHash, realm },
    );
    verdicts.push(verdict);
    if (!verdict.ok) {
      return {
        status: 401,
        headers: { 'www-authenticate': 'OAuth realm="testbed"' },
        body: { error: verdict.reason },
      };
    }
    if (answer) return answer(request);
    orders += 1;
    return {
      status: 201,
      body: {
        order: orders,
        received: {
          method: request.method,
          target: request.target,
          contentType: request.headers['content-type'],
          body: request.body,
        },
      },
    };
  });
  return { ...server, verdicts };
}
