import { describe, expect, it } from 'vitest';
import { createScheduler, granted, SECRETS } from '../support/scheduler.ts';

describe('before it sends anything', () => {
  it('reads all secrets at once, past the cache', async () => {
    const { host, run } = createScheduler([granted(1)]);

    await run();

    expect(host.secretStorage.calls.filter(({ operation }) => operation === 'read')).toEqual(
      ['clientId', 'clientSecret', 'refreshToken', 'accessToken'].map((name) => ({
        operation: 'read',
        name,
        fresh: true,
      })),
    );
  });

  it.each([
    ['separate', 'refreshToken'],
    ['separate', 'accessToken'],
    ['single', 'tokenSet'],
  ] as const)('with storage %s notices that %s does not exist', async (TOKEN_STORAGE, name) => {
    const { [name]: _, ...secrets } = SECRETS;
    const { sent, run } = createScheduler([], { settings: { TOKEN_STORAGE }, secrets });

    await expect(run()).rejects.toThrow(new RegExp(`default: SECRET_NOT_FOUND: .*${name}.* is missing`));
    expect(sent).toEqual([]);
  });

  it.each([
    ['no JSON', 'canary-pasted-token'],
    ['a list', ['canary-refresh-0']],
    ['without a refresh token', { access_token: 'canary-access-0' }],
  ])('refuses a token set that is %s, without quoting it', async (_, tokenSet) => {
    const { sent, run } = createScheduler([], {
      settings: { TOKEN_STORAGE: 'single' },
      secrets: { ...SECRETS, tokenSet },
    });

    const error = (await run().catch((reason) => reason)) as Error;
    expect(error.message).toMatch(/SECRET_NOT_FOUND: .*tokenSet.refresh_token is missing/);
    expect(error.message).not.toContain('canary');
    expect(sent).toEqual([]);
  });
});
