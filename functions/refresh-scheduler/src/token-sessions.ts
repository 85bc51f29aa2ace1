import { LONGEST_TTL_SECS, type TokenSessions } from '@lp-functions/auth';
import { type ContextRun, contextSessions } from '@lp-functions/context-store';
import type { HttpClient } from '@lp-functions/platform';

/**
 * The sessions of the run's namespace, for tokens.
 * @throws `CONFIG_INVALID`, and what reading the credential throws
 */
export async function tokenSessions(run: ContextRun): Promise<TokenSessions> {
  const { env, accountId } = run;
  const session = await contextSessions({ ...run, http: lasting(run.http.paced()) });
  return {
    session,
    accountId: env.ACCOUNT_ID ?? accountId ?? '',
    namespace: env.CONTEXT_NAMESPACE ?? '',
    // V1 takes the namespace's own lifetime.
    ttlSecs: env.CONTEXT_API === 'v2' ? LONGEST_TTL_SECS : undefined,
  };
}

/** A client whose requests go on when the run has ended: a token that came late is stored all the same. */
const lasting = (http: HttpClient): HttpClient => ({
  ...http,
  send: (request) => http.detached().send(request),
  paced: () => lasting(http.paced()),
});
