import { createSecretStore, startInstance, type Target } from '@lp-functions/emulator';
import { startAuthServer } from '@lp-functions/testbed';
import { builtArtifact } from '@lp-functions/testbed/e2e';
import { repetition } from '@lp-functions/testbed/repetition';
import nock from 'nock';
import { describe, expect, it, onTestFinished } from 'vitest';

const runs = repetition({ variable: 'LP_ROTATIONS', all: 200, sample: 20 });
/** In sum less than the five minutes for which V2 serves a secret from its cache. */
const BETWEEN_RUNS_MS = 1_000;
const TIMEOUT_MS = 300_000;

const COMBINATIONS = (['v1', 'v2'] as const).flatMap((target) =>
  (['separate', 'single'] as const).map((storage) => ({ target, storage })),
);

/** A built scheduler with a storage, and a connection at a server that rotates. */
async function connect(target: Target, storage: 'separate' | 'single') {
  nock.enableNetConnect('127.0.0.1');
  const auth = await startAuthServer();
  onTestFinished(() => auth.stop());
  const { clientId, clientSecret } = auth.clients.post;
  const refreshToken = await auth.issueRefreshToken(clientId);
  const secrets = createSecretStore({
    clientId,
    clientSecret,
    refreshToken,
    accessToken: 'none yet',
    tokenSet: { refresh_token: refreshToken },
  });
  const instance = await startInstance({
    function: 'refresh_scheduler',
    target,
    artifact: builtArtifact('refresh_scheduler', target),
    env: { TOKEN_URL: auth.tokenUrl, TOKEN_STORAGE: storage },
    secrets,
  });
  onTestFinished(async () => void (await instance.stop()));
  return {
    auth,
    instance,
    stored() {
      const { values } = secrets;
      const { refresh_token, access_token } = values.get('tokenSet') as Record<string, string>;
      const tokens =
        storage === 'single'
          ? [refresh_token, access_token]
          : [values.get('refreshToken'), values.get('accessToken')];
      return tokens.map(String) as [refreshToken: string, accessToken: string];
    },
  };
}

describe(`${runs.told} runs in a row, where a token that comes back ends the grant`, () => {
  it.each(COMBINATIONS)(
    '$target, storage $storage: the stored refresh token always works',
    { timeout: TIMEOUT_MS },
    async ({ target, storage }) => {
      const { auth, instance, stored } = await connect(target, storage);

      const seen = new Set([stored()[0]]);
      for (let run = 1; run <= runs.times; run++) {
        instance.advanceClock(BETWEEN_RUNS_MS);
        const { error, result } = await instance.invoke();
        expect({ error, result }).toMatchObject({ result: { refreshed: [{ rotated: true }] } });
        const [refreshToken, accessToken] = stored();
        seen.add(refreshToken);
        expect(await auth.isRefreshTokenValid(refreshToken)).toBe(true);
        expect(await auth.isAccessTokenValid(accessToken)).toBe(true);
      }

      expect(seen.size).toBe(runs.times + 1);
      expect(auth.events).toEqual({ issued: runs.times, refused: 0, reused: 0, revoked: 0 });
      expect(auth.requests).toHaveLength(runs.times);
    },
  );
});

it.each(['separate', 'single'] as const)(
  'v1, storage %s: a run that is delivered three times at once refreshes once',
  async (storage) => {
    const { auth, instance, stored } = await connect('v1', storage);

    const delivered = await Promise.all([instance.invoke(), instance.invoke(), instance.invoke()]);

    for (const run of delivered) expect(run.result).toMatchObject({ refreshed: [{ rotated: true }] });
    expect(auth.events).toEqual({ issued: 1, refused: 0, reused: 0, revoked: 0 });
    expect(await auth.isRefreshTokenValid(stored()[0])).toBe(true);
  },
);
