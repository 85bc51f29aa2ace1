import { generateKeyPairSync } from 'node:crypto';
import { defineFunction, idempotent } from '@lp-functions/platform';
import { createTestHost } from '@lp-functions/platform/testing';
import {
  answerAsDocumented,
  DIALOGUE_CREDENTIALS,
  deadRefreshToken,
  dialogueAccessToken,
  liveRefreshToken,
  nextRefreshToken,
  type TokenDialogue,
  tokenDialogues,
} from '@lp-functions/testbed';
import { describe, expect, it } from 'vitest';
import {
  clientCredentialsEndpoints,
  clientCredentialsGrant,
  isDeadGrant,
  jwtBearerEndpoints,
  jwtBearerGrant,
  refreshEndpoints,
  refreshTokenGrant,
  requestToken,
  resolveTokenEndpoint,
  type TokenClient,
  type TokenResult,
} from '../../src/index.ts';
import { profiles } from '../../src/providers/profiles/index.ts';

const { account, clientId, clientSecret, issuer, subject, wrongSecret } = DIALOGUE_CREDENTIALS;
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const TABLES = {
  refresh_token: refreshEndpoints,
  client_credentials: clientCredentialsEndpoints,
  jwt_bearer: jwtBearerEndpoints,
};
const KINDS = {
  authorization_code: 'refresh_token',
  client_credentials: 'client_credentials',
  jwt_bearer: 'jwt_bearer',
} as const;
const title = ({ provider, grant }: TokenDialogue) => `${provider} ${grant}`;

interface Spoken {
  secret?: string;
  refreshToken?: string;
}

/** Asks for a token as a function with nothing but the provider's name would, and plays the service. */
async function speak(dialogue: TokenDialogue, { secret = clientSecret, refreshToken }: Spoken = {}) {
  const { provider, grant, tenant, scope, audience } = dialogue;
  const endpoint = resolveTokenEndpoint(TABLES[grant], { provider, tenant, account, scope, audience });
  const { tokenUrl, extra } = endpoint;
  const client: TokenClient =
    grant === 'jwt_bearer'
      ? { tokenUrl, clientAuth: 'none' }
      : { tokenUrl, clientAuth: endpoint.clientAuth ?? 'client_secret_post', clientId, clientSecret: secret };
  let result: TokenResult | undefined;
  let failure: unknown;
  const definition = defineFunction({
    name: 'speaker',
    description: 'Asks for a token.',
    environment: {},
    payload: {},
    secrets: {},
    targets: () => [tokenUrl],
    async handler(run) {
      const grants = {
        refresh_token: () => refreshTokenGrant(refreshToken ?? liveRefreshToken(provider), endpoint.scope),
        client_credentials: () => clientCredentialsGrant(endpoint),
        jwt_bearer: () =>
          jwtBearerGrant(
            run,
            { privateKey: pem, secretName: 'clientPrivateKey' },
            { ...endpoint, issuer, subject, audience: endpoint.jwtAudience ?? tokenUrl },
          ),
      };
      await requestToken(run, client, { ...grants[grant](), extra, retry: idempotent }).then(
        (granted) => {
          result = granted;
        },
        (error) => {
          failure = error;
        },
      );
    },
  });
  const host = createTestHost({
    exchange: async ({ method, url, headers = {}, body }) => {
      const answer = answerAsDocumented(dialogue, { method, url, headers, body: `${body}` }, publicKey);
      return {
        status: answer.status ?? 200,
        headers: { 'content-type': 'application/json' },
        text: JSON.stringify(answer.body),
      };
    },
  });
  await host.invoke(definition);
  return { result, failure };
}

describe('a provider by its name', () => {
  it('has a dialogue for each grant', () => {
    const offered = profiles.flatMap(({ kind, provider }) =>
      kind === 'oauth1' ? [] : [`${provider} ${KINDS[kind]}`],
    );
    expect(tokenDialogues.map(title).sort()).toEqual(offered.sort());
  });

  it.each(tokenDialogues.map((dialogue) => [title(dialogue), dialogue] as const))(
    '%s is asked as documented, and its answers are understood',
    async (_, dialogue) => {
      const { provider, grant, lifetimeSecs, answer } = dialogue;
      const { result, failure } = await speak(dialogue);
      expect(failure).toBeUndefined();
      expect(result?.tokens?.accessToken).toBe(dialogueAccessToken(provider, grant));
      const { requestedAt = 0, expiresAt } = result?.tokens ?? {};
      expect(expiresAt === undefined ? undefined : (expiresAt - requestedAt) / 1_000).toBe(lifetimeSecs);
      const refreshed = { REFRESH: nextRefreshToken(provider), SAME: liveRefreshToken(provider) };
      const kind = answer.refresh_token;
      expect(result?.tokens?.refreshToken).toBe(
        kind === 'REFRESH' || kind === 'SAME' ? refreshed[kind] : undefined,
      );
      if (typeof answer.instance_url === 'string') {
        expect(result?.tokens?.members.instance_url).toBe(answer.instance_url);
      }
    },
  );

  it.each(
    tokenDialogues
      .filter(({ grant }) => grant !== 'jwt_bearer')
      .map((dialogue) => [title(dialogue), dialogue] as const),
  )('%s refuses a client in words that are understood', async (_, dialogue) => {
    const { failure } = await speak(dialogue, { secret: wrongSecret });
    expect(failure).toMatchObject({ code: 'TOKEN_REJECTED', status: dialogue.refused.status });
    expect(isDeadGrant(failure)).toBe(false);
  });

  it.each(tokenDialogues.filter(({ dead }) => dead).map((dialogue) => [title(dialogue), dialogue] as const))(
    '%s says that a refresh token is dead',
    async (_, dialogue) => {
      const { failure } = await speak(dialogue, { refreshToken: deadRefreshToken(dialogue.provider) });
      expect(isDeadGrant(failure), `${failure}`).toBe(true);
    },
  );

  it('says so in one of the words that its profile lists', () => {
    for (const { provider, dead } of tokenDialogues.filter((dialogue) => dialogue.dead)) {
      const profile = profiles.find(
        (each) => each.kind === 'authorization_code' && each.provider === provider,
      );
      const codes = profile?.kind === 'authorization_code' ? profile.deadGrants : [];
      expect(codes).toContain(dead?.body.error ?? dead?.body.status);
    }
  });
});
