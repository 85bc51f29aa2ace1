import { type Fields, idempotent, inTime, type Run } from '@lp-functions/platform';
import { type ClientAuth, clientSecretName } from './client-auth.ts';
import { requestToken } from './token-endpoint.ts';
import { keptToken, type TokenSource } from './token-source.ts';

const MAX_MARGIN_MS = 60_000;

export interface ClientCredentials {
  tokenUrl: string;
  clientAuth: ClientAuth;
  scope?: string;
  audience?: string;
  /** RFC 8707: the APIs that the token is for. */
  resource?: readonly string[];
  /** Further parameters of the token request. */
  extra?: Record<string, string>;
  /** Lifetime of a token whose server names none. */
  defaultTtlSecs: number;
}

/**
 * Tokens by the client credentials grant (RFC 6749 4.4). An instance keeps a token until a minute, or a quarter of
 * its lifetime if that is less, before it expires; runs that need one at the same time share one request, which
 * the deadline of none of them ends. Secrets are read only for that request.
 * @throws what `secrets.read` and `requestToken` throw
 */
export function clientCredentials(
  run: Pick<
    Run<Fields, Fields, 'clientId' | 'clientSecret' | 'clientPrivateKey'>,
    'clock' | 'http' | 'instance' | 'redactor' | 'secrets'
  >,
  { tokenUrl, clientAuth, extra, defaultTtlSecs, ...options }: ClientCredentials,
): TokenSource {
  const { clock, http, redactor, secrets } = run;
  const parameters = { grant_type: 'client_credentials', ...options };
  const secretName = clientSecretName(clientAuth);
  const kept = keptToken(
    run.instance,
    JSON.stringify([
      tokenUrl,
      secrets.nameOf('clientId'),
      secrets.nameOf(secretName),
      clientAuth,
      parameters,
      extra,
    ]),
  );

  const request = async (detached: Run['http']) => {
    // Uncached, lest a secret that was just replaced fails for five more minutes.
    const { clientId, [secretName]: clientSecret } = await secrets.read(['clientId', secretName], {
      fresh: true,
    });
    const {
      accessToken,
      requestedAt,
      expiresAt = requestedAt + defaultTtlSecs * 1_000,
    } = await requestToken(
      { clock, redactor, http: detached },
      { tokenUrl, clientAuth, clientId, clientSecret },
      { parameters, extra, retry: idempotent },
    );
    kept.token = accessToken;
    kept.until = expiresAt - Math.min(MAX_MARGIN_MS, (expiresAt - requestedAt) / 4);
    return accessToken;
  };
  const takeOff = () => {
    const detached = http.detached();
    return inTime(clock, detached.endsAt - clock.now(), request(detached)).finally(() => {
      kept.flight = undefined;
    });
  };
  const get = async () => {
    if (kept.until <= clock.now()) {
      const joined = kept.flight;
      const flight = () => (kept.flight ??= takeOff());
      await flight().catch((error) => {
        // It used up the time of the run that began it; ours is longer.
        if (joined && error.code === 'DEADLINE_EXCEEDED') return flight();
        throw error;
      });
    }
    redactor.add(kept.token);
    return kept.token;
  };
  return {
    get,
    renew(failed) {
      // Another run may have renewed it meanwhile.
      if (kept.token === failed) kept.until = 0;
      return get();
    },
  };
}
