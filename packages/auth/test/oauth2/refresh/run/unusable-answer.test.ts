import { describe, expect, it, vi } from 'vitest';
import { createScheduler, failWrites, granted, SECRETS } from '../support/scheduler.ts';

describe('an answer of no use but for the refresh token in it', () => {
  const answers = [
    ['without an access token', granted(1, { access_token: null })],
    ['with an access token that no header can hold', granted(1, { access_token: 'canary\naccess' })],
    ['of an unknown type', granted(1, { token_type: 'mac' })],
  ] as const;
  const cases = (['separate', 'single'] as const).flatMap((storage) =>
    answers.map((answer) => [storage, ...answer] as const),
  );

  it.each(cases)('fails, and the chain goes on: %s, %s', async (TOKEN_STORAGE, _, reply) => {
    const expires_at = Date.UTC(2026, 0, 1, 0, 5) / 1_000;
    const { clock, run, sent, stored } = createScheduler([reply, granted(2)], {
      settings: { TOKEN_STORAGE },
      secrets: {
        ...SECRETS,
        tokenSet: { refresh_token: 'canary-refresh-0', access_token: 'canary-access-0', expires_at },
      },
    });

    const error = (await run().catch((reason) => reason)) as Error;
    expect(error.message).toContain(
      'REFRESH_FAILED: 1 of 1: 1 RESPONSE_INVALID. default: RESPONSE_INVALID: ',
    );
    expect(error.message).not.toContain('canary');
    // What is left of the access token's time does not change.
    if (TOKEN_STORAGE === 'single') {
      expect(stored('tokenSet')).toEqual({
        refresh_token: 'canary-refresh-1',
        access_token: 'canary-access-0',
        expires_at,
        failure: expect.objectContaining({ code: 'RESPONSE_INVALID', count: 1 }),
      });
    } else {
      expect([stored('refreshToken'), stored('accessToken')]).toEqual([
        'canary-refresh-1',
        'canary-access-0',
      ]);
    }

    await clock.advance(60_000);
    expect(await run()).toMatchObject({ refreshed: [{ rotated: true }], recovered: ['default'] });
    expect(sent).toEqual(['canary-refresh-0', 'canary-refresh-1']);
  });

  it('leaves the stored token alone when the status is no success', async () => {
    const [, body] = granted(1) as [number, object];
    const { run, written } = createScheduler([[500, body]]);

    await expect(run()).rejects.toThrow('RESPONSE_INVALID');
    expect(written()).toEqual([]);
  });

  it('is kept by the instance when it cannot be stored, and stored by the next run', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { host, run, sent } = createScheduler([granted(1, { token_type: 'mac' }), granted(2)]);
    host.secretStorage.before = failWrites(4);

    await expect(run()).rejects.toThrow('TOKEN_NOT_SAVED');
    await run();
    expect(sent).toEqual(['canary-refresh-0', 'canary-refresh-1']);
  });
});
