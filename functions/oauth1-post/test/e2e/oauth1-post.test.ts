import { generateKeyPairSync } from 'node:crypto';
import { slow } from '@lp-functions/emulator';
import { type OAuth1Api, startOAuth1Api } from '@lp-functions/testbed';
import {
  answers,
  everyFunction,
  fails,
  faults,
  isV1,
  PASSED_ON,
  returns,
  type Stage,
  type Subject,
  showsAnswers,
  table,
  touchesNothing,
} from '@lp-functions/testbed/e2e';
import { expect } from 'vitest';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const SECRETS = {
  consumerKey: 'canary-consumer-key',
  consumerSecret: 'canary+consumer/secret="1"',
  tokenKey: 'canary-token-key',
  tokenSecret: 'canary&token%secret é',
};
const RSA = {
  env: { OAUTH1_SIGNATURE_METHOD: 'RSA-SHA1' },
  secrets: { rsaPrivateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) },
};
const NO_TOKEN = { tokenKey: undefined, tokenSecret: undefined };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

interface World {
  api: OAuth1Api;
  /** What the server knows; a test may take the token away. */
  credentials: { tokenKey?: string; tokenSecret?: string };
}

const subject: Subject<World> = {
  name: 'oauth1_post',
  async world(keep) {
    const credentials = { ...SECRETS, rsaPublicKey: publicKey };
    const api = startOAuth1Api({
      credentials: () => credentials,
      answer: ({ method, target, headers, body }) => ({
        body: { method, target, contentType: headers['content-type'], body },
      }),
    });
    return { api: await keep(api), credentials };
  },
  given: ({ api }) => ({
    env: { TARGET_URL: `${api.url}/orders` },
    secrets: { ...SECRETS },
    payload: { body: { item: 'Käse', count: 2 } },
  }),
};

/** What the server received from a request whose signature held. */
const received = (body: string, contentType: string, target = '/orders') =>
  answers(200, { method: 'POST', target, contentType, body });
const JSON_ORDER = received('{"item":"Käse","count":2}', 'application/json');

const withoutToken = ({ credentials }: World) => {
  delete credentials.tokenKey;
  delete credentials.tokenSecret;
  return { secrets: NO_TOKEN };
};
const oneRequest = ({ world }: Stage<World>) => expect(world.api.requests).toHaveLength(1);

everyFunction(subject, {
  variables: ['TARGET_URL'],
  malformed: {
    TARGET_URL: 'http://api.example.com/orders',
    OAUTH1_SIGNATURE_METHOD: 'HMAC-MD5',
    OAUTH1_BODY_HASH: 'yes',
    OAUTH1_TOKEN: 'maybe',
  },
  secrets: ['consumerKey', 'consumerSecret'],
  refused: [
    { payload: { boddy: {} }, mentions: ['boddy', 'not a known field'] },
    { payload: { body: 5 }, mentions: ['body'] },
    { payload: { query: 'a=b' }, mentions: ['query'] },
    { payload: { query: { a: { b: 1 } } }, mentions: ['query'] },
    { payload: { headers: { 'x-a': 5 } }, mentions: ['headers'] },
    { payload: { headers: { authorization: 'Basic abc' } }, mentions: ['headers'] },
    { payload: { headers: { 'x-a': 'a\r\nx-b: c' } }, mentions: ['headers'] },
    { payload: { url: 'http://user:password@127.0.0.1/' }, mentions: ['url'] },
    {
      payload: { url: 'https://elsewhere.example/' },
      code: 'TARGET_NOT_ALLOWED',
      mentions: ['elsewhere.example'],
    },
    { payload: { url: '//elsewhere.example/' }, code: 'TARGET_NOT_ALLOWED', mentions: ['elsewhere.example'] },
  ],
});

table(subject, [
  { name: 'posts a signed order as JSON', expected: JSON_ORDER, also: oneRequest },
  {
    name: 'takes its payload as JSON text',
    change: { payload: '{"body":{"item":"Käse","count":2}}' },
    expected: JSON_ORDER,
  },
  {
    name: 'posts nothing when there is no payload',
    change: { payload: undefined },
    expected: answers(200, { method: 'POST', target: '/orders', body: '' }),
  },
  {
    name: 'posts text',
    change: { payload: { body: 'a=1&b', headers: { 'X-Trace': '7' } } },
    expected: received('a=1&b', 'text/plain'),
    also: ({ world }) => expect(world.api.requests[0]?.headers['x-trace']).toBe('7'),
  },
  {
    name: 'signs the fields of a form',
    change: { payload: { body: { 'd&e': '=', a: ['b c', '*+'] }, headers: FORM } },
    expected: answers(200, expect.objectContaining({ contentType: FORM['content-type'] })),
    also: ({ world }) =>
      expect([...new URLSearchParams(world.api.requests[0]?.body)]).toEqual([
        ['d&e', '='],
        ['a', 'b c'],
        ['a', '*+'],
      ]),
  },
  {
    name: 'signs a query with repeated and unusual names',
    change: { payload: { url: '../stock?z=%7E&a', query: { a: ['1', '2+3', true], 'ü/&': 4 } } },
    expected: answers(
      200,
      expect.objectContaining({ target: expect.stringMatching(/^\/stock\?z=%7E&a&a=1/) }),
    ),
  },
  ...['PUT', 'PATCH', 'DELETE'].map((method) => ({
    name: `signs the method ${method}`,
    change: { payload: { method, url: 'orders/7', body: 'x' } },
    expected: answers(200, { method, target: '/orders/7', contentType: 'text/plain', body: 'x' }),
    also: oneRequest,
  })),
  {
    name: 'signs the method GET, which has no body',
    change: { payload: { method: 'GET', query: { page: 2 } } },
    expected: answers(200, { method: 'GET', target: '/orders?page=2', body: '' }),
  },
  {
    name: 'returns the text of an answer when the payload wants that',
    change: { payload: { body: 'x', response: 'text' } },
    expected: answers(200, expect.stringMatching(/^\{"method":"POST"/)),
  },
  ...['HMAC-SHA256', 'HMAC-SHA512', 'PLAINTEXT'].map((method) => ({
    name: `signs with ${method}`,
    change: { env: { OAUTH1_SIGNATURE_METHOD: method } },
    expected: JSON_ORDER,
  })),
  ...['RSA-SHA1', 'RSA-SHA256'].map((method) => ({
    name: `signs with ${method}, without a consumer secret`,
    change: {
      env: { OAUTH1_SIGNATURE_METHOD: method },
      secrets: { ...RSA.secrets, consumerSecret: undefined },
    },
    expected: JSON_ORDER,
  })),
  {
    name: 'hashes the body with SHA-512 when it signs with that',
    change: { env: { OAUTH1_SIGNATURE_METHOD: 'HMAC-SHA512', OAUTH1_BODY_HASH: 'true' } },
    expected: JSON_ORDER,
    also: ({ world }) => expect(world.api.verdicts[0]?.oauth?.oauth_body_hash).toHaveLength(88),
  },
  {
    name: 'sends realm and body hash',
    change: { env: { OAUTH1_REALM: 'Orders', OAUTH1_BODY_HASH: 'true' } },
    expected: JSON_ORDER,
    also: ({ world }) => {
      expect(world.api.requests[0]?.headers.authorization).toMatch(/^OAuth realm="Orders", ?oauth_/);
      expect(world.api.verdicts[0]?.oauth).toHaveProperty('oauth_body_hash');
    },
  },
  { name: 'signs without a token when there is none', change: withoutToken, expected: JSON_ORDER },
  {
    name: 'signs without its token when told so',
    change: (world) => ({ ...withoutToken(world), secrets: {}, env: { OAUTH1_TOKEN: 'none' } }),
    expected: JSON_ORDER,
  },
  {
    name: 'reads secrets by other names',
    change: {
      env: { SECRET_CONSUMER_KEY: 'shop_key' },
      secrets: { consumerKey: undefined, shop_key: SECRETS.consumerKey },
    },
    expected: JSON_ORDER,
  },
  {
    name: 'reads its secrets at once',
    change: { storage: slow(500) },
    expected: JSON_ORDER,
    also: ({ instance }) => expect(instance.secrets.maxConcurrent).toBe(4),
  },
  {
    name: 'passes on that the signature is wrong',
    change: { secrets: { consumerSecret: 'canary-of-somebody-else' } },
    expected: answers(401, { error: 'the signature is wrong' }),
    also: oneRequest,
  },
  {
    name: 'refuses half of a token',
    change: { secrets: { tokenSecret: undefined } },
    expected: fails('SECRET_NOT_FOUND', 'tokenSecret', 'create'),
  },
  {
    name: 'refuses to do without a token when it is required',
    change: { env: { OAUTH1_TOKEN: 'required' }, secrets: NO_TOKEN },
    expected: fails('SECRET_NOT_FOUND', 'token'),
  },
  {
    name: 'refuses to do without its RSA key',
    change: { env: RSA.env },
    expected: fails('SECRET_NOT_FOUND', 'rsaPrivateKey', 'create'),
  },
  {
    name: 'refuses an RSA key that is none',
    change: { env: RSA.env, secrets: { rsaPrivateKey: 'canary-that-is-no-key' } },
    expected: fails('SIGNATURE_FAILED', 'rsaPrivateKey', 'private key in PEM'),
    also: ({ requests }) => expect(requests()).toEqual([]),
  },
  {
    name: 'fails when the platform does not let it out',
    on: isV1,
    change: { allowlist: ['api.example.com'] },
    expected: fails('DOMAIN_NOT_ALLOWLISTED', '127.0.0.1'),
  },
  {
    name: 'reads no secret for another origin',
    change: ({ api }) => ({ env: { TARGET_URL: 'https://api.example.com/' }, payload: { url: api.url } }),
    expected: fails('TARGET_NOT_ALLOWED', 'ALLOWED_ORIGINS'),
    also: touchesNothing,
  },
  {
    name: 'posts to a further origin that is allowed',
    change: ({ api }) => ({
      env: { TARGET_URL: 'https://api.example.com/', ALLOWED_ORIGINS: api.url },
      payload: { url: `${api.url}/other`, body: 'x' },
    }),
    expected: received('x', 'text/plain', '/other'),
  },
  {
    name: 'passes on the status and headers of an answer',
    on: showsAnswers,
    expected: returns({
      statusCode: 200,
      headers: expect.objectContaining({ 'content-type': 'application/json' }),
      body: expect.any(Object),
    }),
  },
  ...faults('an API that', (url) => ({ env: { TARGET_URL: `${url}/orders` } }), PASSED_ON, []),
]);
