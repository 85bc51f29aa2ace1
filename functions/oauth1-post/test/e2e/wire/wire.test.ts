import { generateKeyPairSync } from 'node:crypto';
import {
  type Instance,
  type InstanceOptions,
  type RecordedRequest,
  type Run,
  startInstance,
} from '@lp-functions/emulator';
import { type OAuth1Api, type Services, startOAuth1Api, startServices } from '@lp-functions/testbed';
import { builtArtifact, runAsDeployment } from '@lp-functions/testbed/e2e';
import { repetition } from '@lp-functions/testbed/repetition';
import fc from 'fast-check';
import nock from 'nock';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Payload, payload } from './payloads.ts';
import { countRules } from './rules.ts';

const SEED = 5_849;
const perMethod = repetition({ variable: 'LP_WIRE_REQUESTS', all: 85, sample: 30 });
/** How often each rule has to come at least: in all requests with a method three times. */
const leastOfRule = Math.floor((3 * perMethod.times) / 85);
const TIMEOUT_MS = 120_000;
/** V1 serves several runs in one instance. */
const AT_ONCE = { v1: 8, v2: 1 };

const METHODS = ['HMAC-SHA1', 'HMAC-SHA256', 'HMAC-SHA512', 'RSA-SHA1', 'RSA-SHA256', 'PLAINTEXT'];
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const SECRETS = {
  consumerKey: 'canary key +%&',
  consumerSecret: `canary secret √ !*'()`,
  tokenKey: 'canary/token=',
  tokenSecret: 'canary&token%secret',
  rsaPrivateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }),
};

const PLATFORMS: Pick<InstanceOptions, 'target' | 'toolbelt'>[] = [
  { target: 'v1', toolbelt: 'documented' },
  { target: 'v1', toolbelt: 'local' },
  { target: 'v2' },
];

/** Every method with another set of payloads and options. */
const settings = METHODS.map((method, index) => ({
  method,
  payloads: fc.sample(payload, { seed: SEED + index, numRuns: perMethod.times }),
  realm: index % 2 ? 'say "a\\b", c' : '',
  bodyHash: index % 3 > 0,
}));

beforeEach(() => {
  nock.enableNetConnect('127.0.0.1');
});

describe.each(PLATFORMS)('$target $toolbelt', (platform) => {
  const requests: RecordedRequest[] = [];
  let services: Services;
  let instance: Instance;
  beforeAll(async () => {
    services = await startServices([], publicKey);
    instance = await startInstance({
      ...platform,
      function: 'oauth1_post',
      artifact: builtArtifact('oauth1_post', platform.target),
      env: services.env,
      secrets: SECRETS,
      // What is sent counts here, not how fast: the platform would take a minute for so many.
      limitsMode: 'off',
    });
  });
  afterAll(async () => {
    await instance.stop();
    await services.stop();
  });

  it.each(settings)(
    `$method holds for what arrives in ${perMethod.told} requests`,
    { timeout: TIMEOUT_MS },
    async (setting) => {
      const { method, payloads, realm, bodyHash } = setting;
      const api = await startOAuth1Api({
        credentials: { ...SECRETS, rsaPublicKey: publicKey },
        realm: realm || undefined,
        bodyHash: bodyHash ? 'required' : 'optional',
        // The local toolbelt of V1 calls every success 200.
        answer: ({ target, headers, body }) => ({ body: { target, type: headers['content-type'], body } }),
      });
      const env = {
        TARGET_URL: `${api.url}/it's|here?fixed=1+1`,
        OAUTH1_SIGNATURE_METHOD: method,
        OAUTH1_REALM: realm,
        OAUTH1_BODY_HASH: `${bodyHash}`,
      };
      try {
        for (let start = 0; start < payloads.length; start += AT_ONCE[platform.target]) {
          const group = payloads.slice(start, start + AT_ONCE[platform.target]);
          const runs = await Promise.all(group.map((each) => runAsDeployment(instance, env, each)));
          for (const [index, run] of runs.entries()) expectRequest(run, group[index] as Payload);
        }
        expect(reasons(api)).toEqual([]);
        expect(api.requests).toHaveLength(perMethod.times);
        requests.push(...api.requests);
      } finally {
        await api.stop();
      }
    },
  );

  it(`was asked for ${perMethod.told} requests with each method, which leave no rule out`, () => {
    expect(requests).toHaveLength(METHODS.length * perMethod.times);
    expect(Object.entries(countRules(requests)).filter(([, count]) => count < leastOfRule)).toEqual([]);
  });
});

const reasons = ({ verdicts }: OAuth1Api) => verdicts.filter(({ ok }) => !ok);

/** The server took the request, and it is the one that the payload describes. */
function expectRequest({ error, result }: Run, { url, query = {}, body = '' }: Payload): void {
  expect({ error, result }).toMatchObject({ error: undefined, result: { statusCode: 200 } });
  const received = (result as { body: { target: string; type?: string; body: string } }).body;
  const { pathname, searchParams } = new URL(received.target, 'http://localhost');
  const added = pairsOf(query);
  expect(pathname.startsWith('/it%27s%7Chere')).toBe(url === undefined);
  expect([...searchParams].slice(searchParams.size - added.length)).toEqual(added);
  if (typeof body === 'string') expect(received.body).toBe(body);
  else if (/form/i.test(`${received.type}`)) {
    expect([...new URLSearchParams(received.body)]).toEqual(pairsOf(body));
  } else expect(received.body).toBe(JSON.stringify(body));
}

const pairsOf = (fields: object) =>
  Object.entries(fields).flatMap(([name, value]) => [value].flat().map((item) => [name, `${item}`]));
