import { generateKeyPairSync } from 'node:crypto';
import {
  createSecretStore,
  type Instance,
  type SecretStore,
  startInstance,
  type Target,
} from '@lp-functions/emulator';
import {
  DIALOGUE_CREDENTIALS,
  deadRefreshToken,
  dialogueAccessToken,
  findLeaks,
  liveRefreshToken,
  nextRefreshToken,
  type Services,
  startServices,
  type TokenDialogue,
  tokenDialogues,
} from '@lp-functions/testbed';
import { builtArtifact } from '@lp-functions/testbed/e2e';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const TARGETS: readonly Target[] = ['v1', 'v2'];
/** What profiles say of services whose answers name no lifetime. */
const ASSUMED_SECS: Record<string, number> = { salesforce: 7_200, liveperson: 1_800 };
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const { account, clientId, clientSecret, issuer, subject, wrongSecret } = DIALOGUE_CREDENTIALS;

const nameOf = ({ provider, grant }: TokenDialogue) =>
  grant === 'refresh_token' ? provider : `${provider}_${grant}`;

/** A group that says nothing but which service it is, and what is one's own there. */
function groupOf(dialogue: TokenDialogue, suffix: string, secretName: string) {
  const { provider, tenant, grant, scope, audience } = dialogue;
  return {
    name: `${nameOf(dialogue)}${suffix}`,
    provider,
    tenant,
    scope,
    ...(audience && { extra: { audience } }),
    ...(grant !== 'refresh_token' && { grant }),
    ...(grant === 'jwt_bearer' && { issuer, subject }),
    storage: 'single',
    clientId: 'clientId',
    clientSecret: grant === 'jwt_bearer' ? 'key' : secretName,
    names: [`${nameOf(dialogue)}${suffix}`],
  };
}

describe.each(TARGETS)('refresh_scheduler on %s, with nothing but the names of providers', (target) => {
  const refreshes = tokenDialogues.filter(({ grant }) => grant === 'refresh_token');
  const others = tokenDialogues.filter(({ grant }) => grant !== 'refresh_token');
  const withClients = tokenDialogues.filter(({ grant }) => grant !== 'jwt_bearer');
  let services: Services;
  let secrets: SecretStore;
  let instance: Instance;
  beforeAll(async () => {
    services = await startServices(tokenDialogues, publicKey);
    const tokenSets = [
      ...refreshes.map((dialogue) => [nameOf(dialogue), liveRefreshToken(dialogue.provider)]),
      ...refreshes.map((dialogue) => [`${nameOf(dialogue)}-dead`, deadRefreshToken(dialogue.provider)]),
      ...others.map((dialogue) => [nameOf(dialogue), 'none']),
      ...withClients.map((dialogue) => [`${nameOf(dialogue)}-refused`, liveRefreshToken(dialogue.provider)]),
    ].map(([name, refresh_token]) => [`${name}_tokenSet`, { refresh_token }]);
    secrets = createSecretStore({
      ...Object.fromEntries(tokenSets),
      clientId,
      clientSecret,
      wrong: wrongSecret,
      key: PEM,
      live: tokenDialogues.map((dialogue) => groupOf(dialogue, '', 'clientSecret')),
      dead: refreshes.map((dialogue) => groupOf(dialogue, '-dead', 'clientSecret')),
      refused: withClients.map((dialogue) => groupOf(dialogue, '-refused', 'wrong')),
    });
    instance = await startInstance({
      function: 'refresh_scheduler',
      target,
      artifact: builtArtifact('refresh_scheduler', target),
      accountId: account,
      limitsMode: 'off',
      env: { ...services.env, CONNECTIONS: 'live,dead,refused' },
      secrets,
    });
  });
  afterAll(async () => {
    await instance.stop();
    await services.stop();
  });
  const canaries = () =>
    tokenDialogues
      .flatMap(({ provider, grant }) => [
        dialogueAccessToken(provider, grant),
        liveRefreshToken(provider),
        nextRefreshToken(provider),
        deadRefreshToken(provider),
      ])
      .concat(clientSecret, wrongSecret);

  it('gets tokens from all of them', async () => {
    const now = Date.now() / 1_000;
    const run = await instance.invoke({ connections: tokenDialogues.map(nameOf) });
    expect(run.error).toBeUndefined();
    expect(run.result).toMatchObject({ skipped: [], postponed: [], failed: [] });
    for (const dialogue of tokenDialogues) {
      const { provider, grant, lifetimeSecs = ASSUMED_SECS[provider] ?? 0, answer } = dialogue;
      const stored = secrets.values.get(`${nameOf(dialogue)}_tokenSet`) as Record<string, unknown>;
      expect(stored.access_token, nameOf(dialogue)).toBe(dialogueAccessToken(provider, grant));
      expect(Math.abs(Number(stored.expires_at) - now - lifetimeSecs), nameOf(dialogue)).toBeLessThan(60);
      if (grant === 'refresh_token') {
        const isRotated = answer.refresh_token === 'REFRESH';
        const expected = isRotated ? nextRefreshToken(provider) : liveRefreshToken(provider);
        expect(stored.refresh_token).toBe(expected);
      }
      if (answer.instance_url) expect(stored.instance_url).toBe(answer.instance_url);
    }
    expect(findLeaks(JSON.stringify(run), canaries())).toEqual([]);
  });

  it('says of each dead refresh token that a person has to connect again', async () => {
    const names = refreshes.map((dialogue) => `${nameOf(dialogue)}-dead`);
    const run = await instance.invoke({ connections: names });
    const count = names.length;
    expect(run.error?.message).toContain(`REFRESH_FAILED: ${count} of ${count}: ${count} REAUTH_REQUIRED`);
    expect(findLeaks(JSON.stringify(run), canaries())).toEqual([]);
  });

  it('says of each refused client that it was refused, and spends no token', async () => {
    const names = withClients.map((dialogue) => `${nameOf(dialogue)}-refused`);
    const run = await instance.invoke({ connections: names });
    const count = names.length;
    expect(run.error?.message).toContain(`REFRESH_FAILED: ${count} of ${count}: ${count} TOKEN_REJECTED`);
    for (const dialogue of refreshes) {
      const stored = secrets.values.get(`${nameOf(dialogue)}-refused_tokenSet`);
      expect(stored).toMatchObject({ refresh_token: liveRefreshToken(dialogue.provider) });
    }
    expect(findLeaks(JSON.stringify(run), canaries())).toEqual([]);
  });
});
