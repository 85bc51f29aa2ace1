import { describe, expect, it, vi } from 'vitest';
import { createScheduler, failWrites, granted, refused, SECRETS } from '../support/scheduler.ts';

const refreshed = (more: object = {}) => ({
  refreshed: [{ connection: 'default', expiresAt: '2026-01-01T01:00:00.000Z', rotated: true, ...more }],
  skipped: [],
  postponed: [],
  recovered: [],
  failed: [],
});

describe('a stored expiry', () => {
  const soon = Date.UTC(2026, 0, 1, 0, 5) / 1_000;
  const later = Date.UTC(2026, 0, 1, 0, 15) / 1_000;
  const start = (expires_at: unknown) =>
    createScheduler([granted(1)], {
      settings: { TOKEN_STORAGE: 'single', REFRESH_WITHIN_SECS: 600 },
      secrets: { ...SECRETS, tokenSet: { refresh_token: 'canary-refresh-0', expires_at } },
    });

  it.each([later, `${later}`])('that is far enough leaves the tokens alone: %j', async (expires_at) => {
    expect(await start(expires_at).run()).toEqual({
      refreshed: [],
      skipped: [{ connection: 'default', reason: 'not due', expiresAt: '2026-01-01T00:15:00.000Z' }],
      postponed: [],
      recovered: [],
      failed: [],
    });
  });

  it.each([soon, undefined, null, '', 'tomorrow', {}, later * 1_000, later * 1_000_000])(
    'that is near or makes no sense does not: %j',
    async (expires_at) => {
      const { run, stored } = start(expires_at);

      expect(await run()).toEqual(refreshed());
      expect(stored('tokenSet')).toMatchObject({ expires_at: Date.UTC(2026, 0, 1, 1) / 1_000 });
    },
  );
});

describe('storing', () => {
  it('writes the refresh token before the access token', async () => {
    const { run, written, stored } = createScheduler([granted(1)]);

    expect(await run()).toEqual(refreshed());
    expect(written()).toEqual(['refreshToken', 'accessToken']);
    expect([stored('refreshToken'), stored('accessToken')]).toEqual(['canary-refresh-1', 'canary-access-1']);
  });

  it('leaves the refresh token alone when the server returns the same one', async () => {
    const { run, written } = createScheduler([granted(1, { refresh_token: 'canary-refresh-0' })]);

    expect(await run()).toEqual(refreshed({ rotated: false }));
    expect(written()).toEqual(['accessToken']);
  });

  it.each([
    ['an object', (tokenSet: object) => tokenSet],
    ['text', JSON.stringify],
  ])('with storage single writes all at once, as %s when it was that', async (_, as) => {
    const tokenSet = {
      refresh_token: 'canary-refresh-0',
      access_token: 'canary-access-0',
      expires_at: 1,
      scope: 'orders.read',
      instance_url: 'https://eu.example.com',
    };
    const { run, written, stored } = createScheduler([granted(1, { expires_in: undefined })], {
      settings: { TOKEN_STORAGE: 'single' },
      secrets: { ...SECRETS, tokenSet: as(tokenSet) },
    });

    expect(await run()).toEqual(refreshed({ expiresAt: null }));
    expect(written()).toEqual(['tokenSet']);
    expect(stored('tokenSet')).toEqual(
      as({
        refresh_token: 'canary-refresh-1',
        access_token: 'canary-access-1',
        expires_at: undefined,
        scope: 'orders.read',
        instance_url: 'https://eu.example.com',
        token_type: 'Bearer',
      }),
    );
  });

  it.each([
    ['separate', 'refreshToken'],
    ['separate', 'accessToken'],
    ['single', 'tokenSet'],
  ] as const)(
    'with storage %s tries %s four times, pausing longer each time, and refreshes once',
    async (TOKEN_STORAGE, name) => {
      const { host, run, sent, stored } = createScheduler([granted(1)], { settings: { TOKEN_STORAGE } });
      host.secretStorage.before = failWrites(3, name);
      const startedAt = host.clock.now();

      expect(await run()).toEqual(refreshed());
      expect(host.clock.now() - startedAt).toBeGreaterThanOrEqual(500 + 1_000 + 2_000);
      expect(sent).toHaveLength(1);
      expect(JSON.stringify(stored(name))).toContain('-1');
    },
  );
});

describe('tokens that cannot be stored', () => {
  const logged = () => vi.spyOn(console, 'error').mockImplementation(() => {});

  it.each([
    ['separate', 'refreshToken'],
    ['single', 'tokenSet'],
  ] as const)(
    'are reported and logged, and stored by the next run of the instance: %s',
    async (TOKEN_STORAGE, name) => {
      const log = logged();
      const { host, run, sent, stored, written } = createScheduler([granted(1), granted(2)], {
        settings: { TOKEN_STORAGE },
      });
      host.secretStorage.before = failWrites(4);

      await expect(run()).rejects.toThrow(
        new RegExp(`^REFRESH_FAILED: 1 of 1: 1 TOKEN_NOT_SAVED. default: TOKEN_NOT_SAVED: .*${name}`),
      );
      expect(log).toHaveBeenCalledWith(expect.stringMatching(`^default: TOKEN_NOT_SAVED: .*${name}`));
      expect(JSON.stringify(log.mock.calls)).not.toContain('canary');
      // The access token is not written when the refresh token could not be.
      expect(written()).toEqual(Array(4).fill(name));

      expect(await run()).toMatchObject({ refreshed: [{ rotated: true }], recovered: ['default'] });
      expect(sent).toEqual(['canary-refresh-0', 'canary-refresh-1']);
      expect(JSON.stringify(stored(name))).toContain('canary-refresh-2');
    },
  );

  it('are stored by the next run even when the stored ones are good enough', async () => {
    logged();
    const tokenSet = { refresh_token: 'canary-refresh-0', expires_at: Date.UTC(2026, 0, 2) / 1_000 };
    const { host, run, sent, stored } = createScheduler([granted(1)], {
      settings: { TOKEN_STORAGE: 'single', REFRESH_WITHIN_SECS: 600 },
      secrets: { ...SECRETS, tokenSet },
    });
    expect(await run()).toMatchObject({ skipped: [{ reason: 'not due' }] });
    host.secretStorage.before = failWrites(4);
    await expect(run({ force: true })).rejects.toThrow('TOKEN_NOT_SAVED');

    expect(await run()).toMatchObject({ skipped: [{ reason: 'not due' }] });
    expect(stored('tokenSet')).toMatchObject({ refresh_token: 'canary-refresh-1' });
    expect(sent).toHaveLength(1);
  });

  it('are not exchanged as long as they cannot be stored', async () => {
    logged();
    const { host, run, sent, stored } = createScheduler([granted(1), granted(2)]);
    host.secretStorage.before = failWrites(8);

    await expect(run()).rejects.toThrow('TOKEN_NOT_SAVED');
    expect(await run()).toMatchObject({ skipped: [{ reason: expect.stringContaining('TOKEN_NOT_SAVED') }] });
    expect(sent).toEqual(['canary-refresh-0']);

    await run();
    expect(stored('refreshToken')).toBe('canary-refresh-2');
  });

  it('give way to what a person has stored meanwhile', async () => {
    logged();
    const { host, run, sent } = createScheduler([granted(1), granted(2)]);
    host.secretStorage.before = failWrites(4);
    await expect(run()).rejects.toThrow('TOKEN_NOT_SAVED');

    host.secretStorage.values.set('refreshToken', 'canary-reconnected');
    await run();
    expect(sent).toEqual(['canary-refresh-0', 'canary-reconnected']);
  });

  it('are logged even when the run has ended', async () => {
    const log = logged();
    const { clock, host, run } = createScheduler([granted(1)], { env: { DEADLINE_MS: '1500' } });
    host.secretStorage.before = failWrites(4);

    await expect(run()).rejects.toThrow('DEADLINE_EXCEEDED');
    expect(log).not.toHaveBeenCalledWith(expect.stringContaining('TOKEN_NOT_SAVED'));
    await clock.advance(10_000);
    expect(log).toHaveBeenCalledWith(expect.stringContaining('TOKEN_NOT_SAVED'));
  });
});

describe('a refused refresh token', () => {
  it('means that a person has to connect again, and is not sent again', async () => {
    const { run, sent, written } = createScheduler([refused]);

    await expect(run()).rejects.toThrow('default: REAUTH_REQUIRED: ');
    expect(sent).toEqual(['canary-refresh-0']);
    expect(written()).toEqual([]);
  });

  it.each(['separate', 'single'] as const)(
    'has been used by another instance when another one is stored by then: %s',
    async (TOKEN_STORAGE) => {
      const { clock, host, invoke, sent, stored } = createScheduler([refused], {
        settings: { TOKEN_STORAGE },
      });
      const { values } = host.secretStorage;
      const result = invoke();
      // After the answer: the other one is not quicker in storing than we are in being refused.
      await clock.advance(300);
      values.set('refreshToken', 'canary-refresh-9');
      values.set('tokenSet', { refresh_token: 'canary-refresh-9', expires_at: clock.now() / 1_000 + 60 });

      expect(await clock.finish(result)).toEqual({
        refreshed: [],
        skipped: [
          {
            connection: 'default',
            reason: 'refreshed by another run',
            expiresAt: TOKEN_STORAGE === 'single' ? '2026-01-01T00:01:00.300Z' : null,
          },
        ],
        postponed: [],
        recovered: [],
        failed: [],
      });
      expect(sent).toHaveLength(1);
      expect(stored('refreshToken')).toBe('canary-refresh-9');
    },
  );
});

describe('what it sends again', () => {
  const failure = (code: string) => Object.assign(new TypeError('fetch failed'), { cause: { code } });
  const busy = (status: number): [number, object] => [status, {}];

  it.each([
    ['429', busy(429)],
    ['503, once', busy(503)],
    ['a refused connection', failure('ECONNREFUSED')],
    ['an unknown host', failure('ENOTFOUND')],
  ])('after %s', async (_, reply) => {
    const { run, sent, stored } = createScheduler([reply, granted(1)]);

    expect(await run()).toMatchObject({ refreshed: [{}] });
    expect(sent).toHaveLength(2);
    expect(stored('refreshToken')).toBe('canary-refresh-1');
  });

  it.each([
    ['500', [busy(500)]],
    ['502', [busy(502)]],
    ['503 twice', [busy(503), busy(503)]],
    ['a connection that was cut', [failure('ECONNRESET')]],
    ['an OAuth error', [[400, { error: 'invalid_client' }] as [number, object]]],
  ])('nothing after %s', async (_, replies) => {
    const { run, sent } = createScheduler([...replies, granted(1)]);

    await expect(run()).rejects.toThrow('REFRESH_FAILED');
    expect(sent).toHaveLength(replies.length);
  });
});
