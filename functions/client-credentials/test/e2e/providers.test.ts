import { generateKeyPairSync } from 'node:crypto';
import {
  type Instance,
  type LoopbackServer,
  startInstance,
  startServer,
  type Target,
} from '@lp-functions/emulator';
import {
  DIALOGUE_CREDENTIALS,
  dialogueAccessToken,
  findLeaks,
  type Services,
  startServices,
  type TokenDialogue,
  tokenDialogues,
} from '@lp-functions/testbed';
import { builtArtifact, runAsDeployment } from '@lp-functions/testbed/e2e';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const TARGETS: readonly Target[] = ['v1', 'v2'];
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const { account, clientId, clientSecret, issuer, subject, wrongSecret } = DIALOGUE_CREDENTIALS;

describe.each(TARGETS)('client_credentials on %s, with nothing but the name of a provider', (target) => {
  const dialogues = tokenDialogues.filter(({ grant }) => grant !== 'refresh_token');
  let services: Services;
  let api: LoopbackServer;
  let instance: Instance;
  beforeAll(async () => {
    [services, api] = await Promise.all([
      startServices(dialogues, publicKey),
      startServer(({ headers }) => ({ body: { authorization: headers.authorization } })),
    ]);
    instance = await startInstance({
      function: 'client_credentials',
      target,
      artifact: builtArtifact('client_credentials', target),
      accountId: account,
      // All deployments of all providers within seconds: no account does that.
      limitsMode: 'off',
      env: { ...services.env, LOG_LEVEL: 'debug' },
      secrets: { clientId, clientSecret, wrong: wrongSecret, clientPrivateKey: PEM },
    });
  });
  afterAll(async () => {
    await instance.stop();
    await Promise.all([services.stop(), api.stop()]);
  });

  const variables = ({ provider, tenant, grant, scope, audience }: TokenDialogue) => ({
    RESOURCE_URL: `${api.url}/orders`,
    OAUTH2_PROVIDER: provider,
    OAUTH2_TENANT: tenant,
    OAUTH2_SCOPE: scope,
    OAUTH2_AUDIENCE: audience,
    ...(grant === 'jwt_bearer' && { OAUTH2_GRANT: 'jwt_bearer', JWT_ISSUER: issuer, JWT_SUBJECT: subject }),
  });

  it.each(dialogues.map((dialogue) => [`${dialogue.provider} ${dialogue.grant}`, dialogue] as const))(
    '%s',
    async (_, dialogue) => {
      const token = dialogueAccessToken(dialogue.provider, dialogue.grant);
      const run = await runAsDeployment(instance, variables(dialogue), {});
      // What the API repeats of the header is redacted; that it came there is the API's word.
      expect(run.error).toBeUndefined();
      expect(run.result).toMatchObject({ statusCode: 200 });
      expect(api.requests.at(-1)?.headers.authorization).toBe(`Bearer ${token}`);

      const refused =
        dialogue.grant === 'client_credentials' &&
        (await runAsDeployment(instance, { ...variables(dialogue), SECRET_CLIENT_SECRET: 'wrong' }, {}));
      if (refused) expect(refused.error?.message).toMatch(/^TOKEN_REJECTED: /);
      const shown = JSON.stringify([run, refused]);
      expect(findLeaks(shown, [token, clientSecret, wrongSecret])).toEqual([]);
    },
  );

  it('names the providers that it knows to who misspells one', async () => {
    const run = await runAsDeployment(
      instance,
      { RESOURCE_URL: `${api.url}/`, OAUTH2_PROVIDER: 'sales_force' },
      {},
    );
    expect(run.error?.message).toMatch(/^CONFIG_INVALID: OAUTH2_PROVIDER: expected one of .*salesforce/);
  });
});
