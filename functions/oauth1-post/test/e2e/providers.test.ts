import { generateKeyPairSync } from 'node:crypto';
import {
  type Instance,
  type LoopbackServer,
  startInstance,
  startServer,
  type Target,
} from '@lp-functions/emulator';
import {
  type OAuth1Dialogue,
  oauth1Dialogues,
  type Services,
  startServices,
  type Verdict,
  verifyOAuth1,
} from '@lp-functions/testbed';
import { builtArtifact, runAsDeployment } from '@lp-functions/testbed/e2e';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const TARGETS: readonly Target[] = ['v1', 'v2'];
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const PUBLIC_PEM = publicKey.export({ type: 'spki', format: 'pem' }).toString();

describe.each(TARGETS)('oauth1_post on %s, with nothing but the name of a provider', (target) => {
  const consumer = { consumerKey: 'consumer-key', consumerSecret: 'canary-consumer-secret' };
  const token = { tokenKey: 'canary-token', tokenSecret: 'canary-token-secret' };
  let current: OAuth1Dialogue | undefined;
  let verdict: Verdict | undefined;
  let services: Services;
  let api: LoopbackServer;
  let instance: Instance;
  beforeAll(async () => {
    services = await startServices([], publicKey);
    api = await startServer((request, body) => {
      const isRsa = current?.method.startsWith('RSA');
      const credentials = {
        ...consumer,
        ...(current?.hasToken && token),
        ...(isRsa && { rsaPublicKey: PUBLIC_PEM }),
      };
      const { method, target: path, headers } = request;
      verdict = verifyOAuth1({ method, target: path, headers, body }, credentials, {
        ...(current?.realm !== undefined && { realm: current.realm }),
      });
      return { status: verdict.ok ? 200 : 401, body: { reason: verdict.reason } };
    });
    instance = await startInstance({
      function: 'oauth1_post',
      target,
      artifact: builtArtifact('oauth1_post', target),
      limitsMode: 'off',
      env: services.env,
      secrets: { ...consumer, ...token, rsaPrivateKey: PEM },
    });
  });
  afterAll(async () => {
    await instance.stop();
    await Promise.all([services.stop(), api.stop()]);
  });

  it.each(oauth1Dialogues.map((dialogue) => [dialogue.provider, dialogue] as const))(
    '%s',
    async (_, dialogue) => {
      current = dialogue;
      const { provider, tenant } = dialogue;
      const variables = { TARGET_URL: `${api.url}/orders`, OAUTH1_PROVIDER: provider, OAUTH1_TENANT: tenant };
      const run = await runAsDeployment(instance, variables, { body: { order: 7 } });
      expect(run.error).toBeUndefined();
      expect(verdict?.reason).toBeUndefined();
      expect(verdict?.oauth?.oauth_signature_method).toBe(dialogue.method);
      expect(run.result).toMatchObject({ statusCode: 200 });
    },
  );
});
