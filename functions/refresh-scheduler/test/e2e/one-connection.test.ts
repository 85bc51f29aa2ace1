import { secretFailure, slow } from '@lp-functions/emulator';
import {
  type Expected,
  everyFunction,
  fails,
  faults,
  isV1,
  returns,
  type Stage,
  table,
} from '@lp-functions/testbed/e2e';
import { expect } from 'vitest';
import { refreshScheduler, type World } from './subject.ts';

const ISO_TIME = expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const REFRESHED = { connection: expect.any(String), expiresAt: ISO_TIME, rotated: true };
const refreshed = (...connections: object[]): Expected =>
  returns({ refreshed: connections, skipped: [], postponed: [], recovered: [], failed: [] });

/** What goes wrong with a connection is told after all others have had their turn. */
const failing = (code: string, ...mentions: string[]) => fails('REFRESH_FAILED', code, ...mentions);

const secret = ({ instance }: Stage<World>, name: string) => `${instance.secrets.values.get(name)}`;
const updates = ({ instance }: Stage<World>) =>
  instance.secrets.calls.filter(({ operation }) => operation === 'update').map(({ name }) => name);

/** The storage refuses to write, and says what it should have written. */
const readOnly = (operation: string, name: string) => {
  if (operation === 'update') throw secretFailure('op-failed', `cannot write ${name}`);
};

everyFunction(refreshScheduler, {
  variables: ['TOKEN_URL'],
  malformed: {
    TOKEN_URL: 'http://auth.example.com/token',
    OAUTH2_CLIENT_AUTH: 'basic',
    OAUTH2_EXTRA_PARAMS: 'a=b',
    TOKEN_STORAGE: 'double',
    REFRESH_WITHIN_SECS: 'soon',
  },
  secrets: ['clientId', 'clientSecret', 'refreshToken'],
  failing,
  refused: [
    { payload: { connection: 'acme' }, mentions: ['connection', 'not a known field'] },
    { payload: { connections: 'acme' }, mentions: ['connections'] },
    { payload: { connections: [5] }, mentions: ['connections'] },
    { payload: { force: 'yes' }, mentions: ['force'] },
  ],
});

table(refreshScheduler, [
  {
    name: 'refreshes once and stores both tokens',
    expected: refreshed(REFRESHED),
    also: async (stage) => {
      const { auth } = stage.world;
      expect(auth.requests).toHaveLength(1);
      expect(auth.minted).toEqual([secret(stage, 'accessToken'), secret(stage, 'refreshToken')]);
      expect(await auth.isAccessTokenValid(secret(stage, 'accessToken'))).toBe(true);
      expect(await auth.isRefreshTokenValid(secret(stage, 'refreshToken'))).toBe(true);
      expect(await auth.isRefreshTokenValid(`${stage.given.secrets.refreshToken}`)).toBe(false);
    },
  },
  {
    name: 'writes the refresh token before the access token',
    expected: refreshed(REFRESHED),
    also: (stage) => expect(updates(stage)).toEqual(['refreshToken', 'accessToken']),
  },
  {
    name: 'reads its secrets at once',
    change: { storage: slow(500) },
    expected: refreshed(REFRESHED),
    also: ({ instance }) => expect(instance.secrets.maxConcurrent).toBe(4),
  },
  { name: 'does without a payload', change: { payload: undefined }, expected: refreshed(REFRESHED) },
  {
    name: 'takes its payload as JSON text',
    change: { payload: '{"force":true}' },
    expected: refreshed(REFRESHED),
  },
  {
    name: 'authenticates with a header whose parts need encoding',
    change: async ({ auth }) => ({
      env: { OAUTH2_CLIENT_AUTH: 'client_secret_basic' },
      secrets: {
        ...auth.clients.basic,
        refreshToken: await auth.issueRefreshToken(auth.clients.basic.clientId),
      },
    }),
    expected: refreshed(REFRESHED),
  },
  {
    name: 'reads secrets by other names and writes to them',
    change: async ({ auth }) => ({
      env: { SECRET_REFRESH_TOKEN: 'crm_refresh', SECRET_ACCESS_TOKEN: 'crm_access' },
      secrets: {
        refreshToken: undefined,
        accessToken: undefined,
        crm_refresh: await auth.issueRefreshToken(auth.clients.post.clientId),
        crm_access: 'canary-of-the-first-access-token',
      },
    }),
    expected: refreshed(REFRESHED),
    also: (stage) => expect(updates(stage)).toEqual(['crm_refresh', 'crm_access']),
  },
  {
    name: 'reports that a person has to connect again',
    change: { secrets: { refreshToken: 'canary-of-a-dead-refresh-token' } },
    expected: failing('REAUTH_REQUIRED'),
    also: (stage) => expect(updates(stage)).toEqual([]),
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
    expected: failing('TOKEN_REJECTED', 'invalid_client'),
  },
  {
    name: 'reports tokens that could not be saved',
    change: { storage: readOnly },
    expected: failing('TOKEN_NOT_SAVED', 'refreshToken'),
    also: ({ world }) => expect(world.auth.requests).toHaveLength(1),
  },
  {
    name: 'fails when the platform does not let it out',
    on: isV1,
    change: { allowlist: ['api.example.com'] },
    expected: failing('DOMAIN_NOT_ALLOWLISTED', '127.0.0.1'),
  },
  ...faults(
    'a token endpoint that',
    (url) => ({ env: { TOKEN_URL: `${url}/token` } }),
    {
      'is not there': failing('NETWORK_ERROR', '127.0.0.1:2', 'ECONNREFUSED'),
      'answers 500': failing('RESPONSE_INVALID', '500'),
      'answers 404': failing('RESPONSE_INVALID', '404'),
      'answers 429 every time': failing('RATE_LIMITED', '127.0.0.1'),
      'answers a page instead of JSON': failing('RESPONSE_INVALID', '127.0.0.1'),
      'answers a page that says 403': failing('RESPONSE_INVALID', '403'),
      'does not answer in time': failing('TIMEOUT', '127.0.0.1', 'REQUEST_TIMEOUT_MS'),
      'does not answer before the deadline': failing('DEADLINE_EXCEEDED', 'DEADLINE_MS'),
      'stops in the middle of its answer': failing('TIMEOUT', '127.0.0.1'),
      'cuts the connection': failing('NETWORK_ERROR', '127.0.0.1'),
      'cuts its answer': failing('NETWORK_ERROR', '127.0.0.1'),
      'redirects elsewhere': failing('RESPONSE_INVALID', '307'),
      'answers without end': failing('RESPONSE_INVALID', '127.0.0.1'),
      'sends back what it got': failing('RESPONSE_INVALID', '127.0.0.1'),
      'sends back what it got, as an error': failing('RESPONSE_INVALID', '400'),
    },
    // A refresh token may be used once: only a server that says 429 has certainly not used it.
    ['answers 429 every time'],
  ),
]);
