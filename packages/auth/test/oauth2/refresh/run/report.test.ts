import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createAccount, type Storage } from '../support/account.ts';

const ORIGIN = 'https://auth.example.com';

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

describe.each(['single', 'context'] as Storage[])('a report, with the storage %s', (storage) => {
  it('says how each connection is, and asks no server', async () => {
    const account = await createAccount({
      storage,
      settings: { REFRESH_WITHIN_SECS: 600 },
      members: [{ origin: ORIGIN, prefix: 'c', count: 3 }],
      answer: ({ connection }) => (connection === 'c1' ? [400, { error: 'invalid_grant' }] : undefined),
    });
    await account.messageOf();
    account.asked();

    expect(await account.report()).toEqual({
      connections: expect.arrayContaining([
        { connection: 'c0', state: 'good', expiresAt: expect.stringMatching(/^2026-01-01T01:00/) },
        {
          connection: 'c1',
          state: 'failing',
          expiresAt: null,
          reason: expect.stringMatching(/^REAUTH_REQUIRED: connect the account again/),
          since: expect.stringMatching(/^2026-01-01T00:00/),
          nextTry: expect.stringMatching(/^2026-01-02T00:00/),
        },
        { connection: 'c2', state: 'good', expiresAt: expect.any(String) },
      ]),
      counts: { good: 2, due: 0, failing: 1 },
      problems: [],
    });
    await account.clock.advance(3_000_000);
    expect((await account.report()).counts).toEqual({ good: 0, due: 2, failing: 1 });
    expect(account.asked()).toEqual([]);
  });
});
