import { fails, isV1, returns, type Subject, story, table } from '@lp-functions/testbed/e2e';
import { expect } from 'vitest';
import { connected, refreshScheduler, singleRefreshScheduler, type World } from './subject.ts';

const refreshedNamed = (connection: string) => ({ connection, expiresAt: expect.any(String), rotated: true });

/** Two connections with clients of their own, one group of two that share a client. */
const many: Subject<World> = {
  ...refreshScheduler,
  given: async (world) => {
    const { auth } = world;
    const groups = [
      { tokenUrl: auth.tokenUrl, names: ['acme', 'bolt'] },
      {
        tokenUrl: auth.tokenUrl,
        clientId: 'sharedId',
        clientSecret: 'sharedSecret',
        names: ['corp', 'dune'],
      },
    ];
    return {
      env: { CONNECTIONS: 'connections' },
      secrets: {
        connections: JSON.stringify(groups),
        sharedId: auth.clients.post.clientId,
        sharedSecret: auth.clients.post.clientSecret,
        ...(await connected(world, 'acme_')),
        ...(await connected(world, 'bolt_')),
        ...(await connected(world, 'corp_')),
        ...(await connected(world, 'dune_')),
      },
      payload: {},
    };
  },
};

/** Of one connection, in a storage of its own. */
const NAMES = ['acme', 'bolt', 'corp', 'dune'];

table(many, [
  {
    name: 'refreshes every connection once',
    expected: returns({
      refreshed: NAMES.map(refreshedNamed),
      skipped: [],
      postponed: [],
      recovered: [],
      failed: [],
    }),
    also: ({ world }) => {
      expect(world.auth.requests).toHaveLength(NAMES.length);
      expect(world.auth.events).toMatchObject({ issued: NAMES.length, reused: 0, refused: 0 });
    },
  },
  {
    name: 'refreshes the connections that the payload names',
    change: { payload: { connections: ['dune', 'acme'] } },
    expected: returns({
      refreshed: expect.arrayContaining([refreshedNamed('acme'), refreshedNamed('dune')]),
      skipped: [],
      postponed: [],
      recovered: [],
      failed: [],
    }),
    also: ({ world }) => expect(world.auth.requests).toHaveLength(2),
  },
  {
    name: 'refuses a connection that is not configured',
    change: { payload: { connections: ['acme', 'acne'] } },
    expected: fails('INPUT_INVALID', 'connections[1]'),
    also: ({ requests }) => expect(requests()).toEqual([]),
  },
  {
    name: 'refreshes all others when one fails, and names the one that did',
    change: { secrets: { bolt_refreshToken: 'canary-of-a-dead-refresh-token' } },
    expected: fails('REFRESH_FAILED', 'bolt', 'REAUTH_REQUIRED'),
    also: ({ world, instance }) => {
      expect(world.auth.events.issued).toBe(NAMES.length - 1);
      for (const name of ['acme', 'corp', 'dune']) {
        expect(world.auth.minted).toContain(instance.secrets.values.get(`${name}_refreshToken`));
      }
    },
  },
  {
    name: 'tells that the secret with the connections is missing',
    change: { secrets: { connections: undefined } },
    expected: fails('SECRET_NOT_FOUND', 'connections', 'create'),
  },
  {
    name: 'tells that the secret with the connections is malformed, without showing it',
    change: { secrets: { connections: '[{"names":["acme"],"note":"canary-inside"}]' } },
    expected: fails('CONFIG_INVALID', 'connections'),
    also: ({ requests }) => expect(requests()).toEqual([]),
  },
]);

table(singleRefreshScheduler, [
  {
    name: 'keeps both tokens in one secret',
    expected: returns({
      refreshed: [refreshedNamed(expect.any(String))],
      skipped: [],
      postponed: [],
      recovered: [],
      failed: [],
    }),
    also: ({ world, instance }) => {
      const [access_token, refresh_token] = world.auth.minted;
      const stored = instance.secrets.values.get('tokenSet');
      expect(typeof stored === 'string' ? JSON.parse(stored) : stored).toMatchObject({
        access_token,
        refresh_token,
        expires_at: expect.closeTo(Date.now() / 1_000 + 300, -2),
      });
    },
  },
]);

story('refreshes only what expires soon, unless it is told to', singleRefreshScheduler, async (start) => {
  const stage = await start({ env: { REFRESH_WITHIN_SECS: '120' } });
  const { auth } = stage.world;
  expect((await stage.invoke()).result).toMatchObject({ refreshed: [{}] });

  expect((await stage.invoke()).result).toMatchObject({
    refreshed: [],
    skipped: [{ reason: expect.any(String), expiresAt: expect.stringMatching(/Z$/) }],
  });
  expect(auth.requests).toHaveLength(1);
  expect((await stage.invoke({ force: true })).result).toMatchObject({ refreshed: [{}] });
  // Of 300 seconds.
  stage.instance.advanceClock(200_000);
  expect((await stage.invoke()).result).toMatchObject({ refreshed: [{}] });

  expect(auth.events).toMatchObject({ issued: 3, reused: 0 });
  await stage.end();
});

story('refreshes three times in a row, each time with the newest token', refreshScheduler, async (start) => {
  const stage = await start();
  const { auth } = stage.world;
  for (let run = 1; run <= 3; run++) {
    expect((await stage.invoke()).result).toMatchObject({ refreshed: [{ rotated: true }], failed: [] });
    const newest = `${stage.instance.secrets.values.get('refreshToken')}`;
    expect(auth.minted.at(-1)).toBe(newest);
    expect(await auth.isRefreshTokenValid(newest)).toBe(true);
  }

  expect(auth.events).toEqual({ issued: 3, refused: 0, reused: 0, revoked: 0 });
  await stage.end();
});

story(
  'sends a refresh token once when runs meet',
  refreshScheduler,
  async (start) => {
    const stage = await start();

    const runs = await Promise.all([stage.invoke(), stage.invoke(), stage.invoke()]);

    for (const { result } of runs) expect(result).toMatchObject({ refreshed: [{ rotated: true }] });
    expect(stage.world.auth.events).toMatchObject({ issued: 1, refused: 0, reused: 0 });
    await stage.end();
  },
  isV1,
);
