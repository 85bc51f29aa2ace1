import { beforeEach, describe, expect, it, vi } from 'vitest';
import { storedToken } from '../../../src/index.ts';
import { readKeyRing } from '../../../src/oauth2/token-store/index.ts';
import { createInstance } from '../instance.ts';
import { createMemorySessions } from '../refresh/support/memory-sessions.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const START_SECS = Date.UTC(2026, 0, 1) / 1_000;

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

interface Options {
  /** Gives the token that it stores. */
  refresh?(store: (tokens: object) => void): void;
}

/** A function that calls an API, which accepts `canary-current`, with the token that is stored. */
function createConsumer({ refresh }: Options = {}) {
  const { server, secrets, ...instance } = createInstance({ secrets: { tokenSealingKey: KEY } });
  server.valid = 'canary-current';
  const sessions = createMemorySessions();
  const store = (tokens: object, connection = 'acme') => {
    const sealedFor = { accountId: '12345', namespace: 'tokens', connection, group: 'crm' };
    const sealed = readKeyRing(KEY, 'key').seal(JSON.stringify(tokens), sealedFor);
    sessions.stored.set('token.acme', { group: 'crm', sealed });
  };
  let refreshes = 0;
  const place = {
    connection: 'acme',
    sessions: async () => sessions,
    ...(refresh && {
      async refresh() {
        refreshes += 1;
        refresh(store);
      },
    }),
  };
  return {
    ...instance,
    server,
    secrets,
    sessions,
    store,
    refreshes: () => refreshes,
    reads: () => sessions.calls.filter(({ session }) => session === 'token.acme').length,
    /** Starts a run. */
    start: () => instance.start({ tokens: (run) => storedToken(run, place) }),
    run: () => instance.run({ tokens: (run) => storedToken(run, place) }),
    members: async () => {
      let members: object = {};
      await instance.run({
        tokens(run) {
          const source = storedToken(run, place);
          return {
            ...source,
            async get() {
              members = await source.members();
              return source.get();
            },
          };
        },
      });
      return members;
    },
  };
}

const tokens = (access_token: string, expiresInSecs = 600) => ({
  access_token,
  refresh_token: 'canary-refresh',
  expires_at: START_SECS + expiresInSecs,
  instance_url: 'https://eu.example.com',
});

describe('a sealed token', () => {
  it('is read once and used until it expires', async () => {
    const { clock, reads, run, store } = createConsumer();
    store(tokens('canary-current'));

    expect(await run()).toMatchObject({ status: 200 });
    await clock.advance(590_000);
    expect(await run()).toMatchObject({ status: 200 });
    expect(reads()).toBe(1);
    store(tokens('canary-current', 1_200));
    await clock.advance(20_000);
    expect(await run()).toMatchObject({ status: 200 });
    expect(reads()).toBe(2);
  });

  it('is read again after a 401', async () => {
    const { reads, run, store } = createConsumer();
    store(tokens('canary-old'));
    const { status } = await run();
    expect(status).toBe(401);

    store(tokens('canary-current'));
    expect(await run()).toMatchObject({ status: 200 });
    expect(reads()).toBe(3);
  });

  it('comes with what the server said besides, and no token', async () => {
    const { members, store } = createConsumer();
    store(tokens('canary-current'));
    expect(await members()).toEqual({ instance_url: 'https://eu.example.com' });
  });

  it('is not stored: a person has to connect the account', async () => {
    const { run, store } = createConsumer();
    await expect(run()).rejects.toThrow(/^REAUTH_REQUIRED: .*no tokens of acme/);
    store({ refresh_token: 'canary-refresh' });
    await expect(run()).rejects.toThrow(/^REAUTH_REQUIRED/);
  });

  it('of another connection is of no use', async () => {
    const { run, store } = createConsumer();
    store(tokens('canary-current'), 'bolt');
    await expect(run()).rejects.toThrow(/^RESPONSE_INVALID: .*acme was not sealed/);
  });

  it('is kept without an expiry for a minute', async () => {
    const { clock, reads, run, store } = createConsumer();
    store({ access_token: 'canary-current' });
    await run();
    await clock.advance(50_000);
    await run();
    expect(reads()).toBe(1);
    await clock.advance(20_000);
    await run();
    expect(reads()).toBe(2);
  });
});

describe('a consumer that can refresh', () => {
  it('does so when the stored token has expired', async () => {
    const { refreshes, run, store } = createConsumer({
      refresh: (put) => put(tokens('canary-current', 3_600)),
    });
    store(tokens('canary-old', -10));

    expect(await run()).toMatchObject({ status: 200 });
    expect(await run()).toMatchObject({ status: 200 });
    expect(refreshes()).toBe(1);
  });

  it('does so after a 401, once for runs that meet', async () => {
    const { clock, refreshes, start, store } = createConsumer({
      refresh: (put) => put(tokens('canary-current', 3_600)),
    });
    store(tokens('canary-old'));

    const runs = await clock.finish(Promise.all([start(), start()]));
    expect(runs).toMatchObject([{ status: 200 }, { status: 200 }]);
    expect(refreshes()).toBe(1);
  });

  it('does not in every run when the API refuses whatever it gets', async () => {
    let count = 0;
    const { clock, refreshes, run, store } = createConsumer({
      refresh: (put) => put(tokens(`canary-useless-${count++}`, 3_600)),
    });
    store(tokens('canary-old'));

    for (let n = 0; n < 5; n++) {
      expect(await run()).toMatchObject({ status: 401 });
      await clock.advance(1_000);
    }
    expect(refreshes()).toBe(1);
  });
});
