import { slow } from '@lp-functions/emulator';
import {
  answers,
  everyFunction,
  fails,
  isV1,
  type Stage,
  table,
  touchesNothing,
} from '@lp-functions/testbed/e2e';
import { expect } from 'vitest';
import { clientCredentials, type World } from './subject.ts';

/** What the resource received with a valid token. */
const received = (facts: object) =>
  answers(200, expect.objectContaining({ method: 'GET', target: '/orders', ...facts }));
const tokenForm = ({ world }: Stage<World>) =>
  Object.fromEntries(new URLSearchParams(world.auth.requests[0]?.body));

everyFunction(clientCredentials, {
  variables: ['TOKEN_URL', 'RESOURCE_URL'],
  malformed: {
    TOKEN_URL: 'http://auth.example.com/token',
    RESOURCE_URL: 'orders',
    OAUTH2_CLIENT_AUTH: 'basic',
    OAUTH2_EXTRA_PARAMS: '["a"]',
    OAUTH2_DEFAULT_TTL_SECS: '5m',
  },
  secrets: ['clientId', 'clientSecret'],
  refused: [
    { payload: { metod: 'GET' }, mentions: ['metod', 'not a known field'] },
    { payload: { method: 5 }, mentions: ['method'] },
    { payload: { method: 'GET', body: {} }, mentions: ['body'] },
    { payload: { headers: { authorization: 'Bearer abc' } }, mentions: ['headers'] },
    { payload: { query: [] }, mentions: ['query'] },
    { payload: { url: 'http://[' }, mentions: ['url'] },
    {
      payload: { url: 'https://elsewhere.example/' },
      code: 'TARGET_NOT_ALLOWED',
      mentions: ['elsewhere.example'],
    },
  ],
});

table(clientCredentials, [
  {
    name: 'calls the resource with a token',
    expected: received({}),
    also: ({ world }) => {
      expect(world.auth.requests).toHaveLength(1);
      expect(world.resource.requests).toHaveLength(1);
    },
  },
  {
    name: 'takes its payload as JSON text',
    change: { payload: '{"query":{"page":2}}' },
    expected: received({ target: '/orders?page=2' }),
  },
  { name: 'does without a payload', change: { payload: undefined }, expected: received({}) },
  {
    name: 'sends method, body and headers',
    change: { payload: { method: 'PUT', url: 'orders/7', body: { a: 'ü' }, headers: { 'X-Trace': '7' } } },
    expected: received({
      method: 'PUT',
      target: '/orders/7',
      body: '{"a":"ü"}',
      contentType: 'application/json',
    }),
    also: ({ world }) => expect(world.resource.requests[0]?.headers['x-trace']).toBe('7'),
  },
  {
    name: 'authenticates with a header whose parts need encoding',
    change: ({ auth }) => ({
      env: { OAUTH2_CLIENT_AUTH: 'client_secret_basic' },
      secrets: { ...auth.clients.basic },
    }),
    expected: received({}),
    also: (stage) => expect(tokenForm(stage)).not.toHaveProperty('client_secret'),
  },
  {
    name: 'authenticates with a header whose parts are not encoded',
    change: { env: { OAUTH2_CLIENT_AUTH: 'client_secret_basic_raw' } },
    expected: received({}),
    also: ({ world, given }) => {
      const { clientId, clientSecret } = given.secrets;
      expect(world.auth.requests[0]?.headers.authorization).toBe(
        `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
      );
    },
  },
  ...(['privateKeyPem', 'privateKeyJwk'] as const).map((form) => ({
    name: `authenticates with an assertion signed by its ${form}`,
    change: ({ auth }: World) => ({
      env: { OAUTH2_CLIENT_AUTH: 'private_key_jwt' },
      secrets: {
        clientId: auth.clients.jwt.clientId,
        clientSecret: undefined,
        clientPrivateKey: auth.clients.jwt[form],
      },
    }),
    expected: received({}),
    also: (stage: Stage<World>) =>
      expect(tokenForm(stage).client_assertion_type).toBe(
        'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      ),
  })),
  {
    name: 'asks with a signed statement alone when the grant is jwt_bearer',
    change: ({ auth }) => {
      // The server at hand does not know the grant; what it gets is looked at.
      const granted = { status: 200, body: { access_token: 'canary-of-a-foreign-token' } };
      auth.faults.push(granted, granted);
      return {
        env: { OAUTH2_GRANT: 'jwt_bearer', JWT_ISSUER: 'robot@example.com' },
        secrets: {
          clientId: undefined,
          clientSecret: undefined,
          clientPrivateKey: auth.clients.jwt.privateKeyPem,
        },
      };
    },
    expected: answers(401, { error: 'invalid_token' }),
    also: (stage) =>
      expect(tokenForm(stage)).toEqual({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      }),
  },
  {
    name: 'refuses jwt_bearer without an issuer',
    change: { env: { OAUTH2_GRANT: 'jwt_bearer' } },
    expected: fails('CONFIG_INVALID', 'JWT_ISSUER'),
    also: touchesNothing,
  },
  {
    name: 'refuses to do without its private key',
    change: { env: { OAUTH2_CLIENT_AUTH: 'private_key_jwt' } },
    expected: fails('SECRET_NOT_FOUND', 'clientPrivateKey', 'create'),
  },
  {
    name: 'refuses a private key that is none',
    change: {
      env: { OAUTH2_CLIENT_AUTH: 'private_key_jwt' },
      secrets: { clientPrivateKey: 'canary-that-is-no-key' },
    },
    expected: fails('SIGNATURE_FAILED', 'private key'),
    also: ({ requests }) => expect(requests()).toEqual([]),
  },
  {
    name: 'asks for scope, audience, resource and further parameters',
    change: {
      env: {
        OAUTH2_SCOPE: 'orders.read',
        OAUTH2_AUDIENCE: 'https://api.example.com',
        OAUTH2_RESOURCE: 'urn:example:orders',
        OAUTH2_EXTRA_PARAMS: '{"tenant":"north"}',
      },
    },
    expected: received({}),
    also: (stage) =>
      expect(tokenForm(stage)).toMatchObject({
        grant_type: 'client_credentials',
        scope: 'orders.read',
        audience: 'https://api.example.com',
        resource: 'urn:example:orders',
        tenant: 'north',
      }),
  },
  {
    name: 'reads secrets by other names, at once',
    change: ({ auth }) => ({
      storage: slow(500),
      env: { SECRET_CLIENT_ID: 'crm_client_id' },
      secrets: { clientId: undefined, crm_client_id: auth.clients.post.clientId },
    }),
    expected: received({}),
    also: ({ instance }) => expect(instance.secrets.maxConcurrent).toBe(2),
  },
  {
    name: 'tells the OAuth error of a refused client, without the server repeating its secret',
    change: ({ auth }) => {
      auth.faults.push({
        status: 401,
        body: { error: 'invalid_client', error_description: `${auth.clients.post.clientSecret} is wrong` },
      });
      return {};
    },
    expected: fails('TOKEN_REJECTED', 'invalid_client'),
    also: ({ world }) => expect(world.resource.requests).toEqual([]),
  },
  {
    name: 'passes on that the resource refuses its token, after one more',
    change: ({ auth }) => {
      const refused = { status: 200, body: { access_token: 'canary-of-a-bad-token', token_type: 'Bearer' } };
      auth.faults.push(refused, refused);
      return {};
    },
    expected: answers(401, { error: 'invalid_token' }),
    also: ({ world }) => {
      expect(world.auth.requests).toHaveLength(2);
      expect(world.resource.requests).toHaveLength(2);
    },
  },
  {
    name: 'fails when the platform does not let it out',
    on: isV1,
    change: { allowlist: ['api.example.com'] },
    expected: fails('DOMAIN_NOT_ALLOWLISTED', '127.0.0.1'),
  },
  {
    name: 'reads no secret for another origin',
    change: ({ resource }) => ({
      env: { RESOURCE_URL: 'https://api.example.com/' },
      payload: { url: resource.url },
    }),
    expected: fails('TARGET_NOT_ALLOWED', 'ALLOWED_ORIGINS'),
    also: touchesNothing,
  },
]);
