import { type Answer, type LoopbackServer, type RecordedRequest, startServer } from '@lp-functions/emulator';
import type { AuthServer } from './oidc/index.ts';

export interface ProtectedResourceOptions {
  authServer: Pick<AuthServer, 'isAccessTokenValid'>;
  /** Answer to a request with a valid token. @default 200 with what was received */
  answer?: (request: RecordedRequest) => Answer;
}

/** An API that wants a valid access token of the authorization server: 401 otherwise (RFC 6750). */
export function startProtectedResource({
  authServer,
  answer = received,
}: ProtectedResourceOptions): Promise<LoopbackServer> {
  return startServer(async (request) => {
    const [, token] = /^Bearer ([\w\-.~+/]+=*)$/.exec(request.headers.authorization ?? '') ?? [];
    if (token && (await authServer.isAccessTokenValid(token))) return answer(request);
    return {
      status: 401,
      headers: { 'www-authenticate': `Bearer realm="testbed"${token ? ', error="invalid_token"' : ''}` },
      body: { error: token ? 'invalid_token' : 'token missing' },
    };
  });
}

function received({ method, target, body, headers }: RecordedRequest): Answer {
  return { body: { method, target, body, contentType: headers['content-type'] } };
}
