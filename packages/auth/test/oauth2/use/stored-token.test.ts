import { describe, expect, it } from 'vitest';
import { storedToken } from '../../../src/index.ts';
import { type Call, createInstance } from '../instance.ts';

/** Epoch seconds, `secs` after the start of the test clock. */
const inSecs = (secs: number) => Date.UTC(2026, 0, 1) / 1_000 + secs;

const tokenSet = (access_token: string, expires_at: unknown) => ({
  access_token,
  refresh_token: 'canary-refresh',
  expires_at,
  token_type: 'Bearer',
});

/**
 * An instance on V2: reads that do not bypass the platform's cache get what is `cached`. The API accepts the token
 * `canary-current`.
 */
function createV2Instance(name: string, cached: unknown, stored: unknown = cached) {
  const { secrets, server, ...rest } = createInstance({ secrets: { [name]: stored } });
  const { read } = secrets;
  const platform = { cached };
  secrets.read = async (key, fresh) => {
    const current = await read(key, fresh);
    return fresh ? current : platform.cached;
  };
  server.valid = 'canary-current';
  const call: Call = { tokens: (run) => storedToken(run, name) };
  /** A run that looks at the members before it calls the API. */
  const looking = (members: (members: object) => void): Call => ({
    tokens(run) {
      const source = storedToken(run, name);
      return {
        ...source,
        async get() {
          members(await source.members());
          return source.get();
        },
      };
    },
  });
  return {
    ...rest,
    server,
    secrets,
    platform,
    run: (body?: string) => rest.run({ ...call, body }),
    start: ({ members }: { members?: (members: object) => void } = {}) =>
      rest.start(members ? looking(members) : call),
    reads: () => secrets.calls.map(({ fresh }) => (fresh ? 'fresh' : 'cached')),
  };
}

describe('a token set of the storage single', () => {
  it('is read once and its token used until it expires', async () => {
    const { clock, reads, run } = createV2Instance('tokenSet', tokenSet('canary-current', inSecs(600)));
    expect(await run()).toMatchObject({ status: 200 });
    await clock.advance(599_000);
    await run();
    expect(reads()).toEqual(['cached']);
    await clock.advance(1_000);
    await run();
    expect(reads()).toEqual(['cached', 'cached', 'fresh']);
  });

  it('may be stored as JSON text, its expiry too', async () => {
    const text = JSON.stringify(tokenSet('canary-current', `${inSecs(600)}`));
    const { reads, run } = createV2Instance('tokenSet', text);
    expect(await run()).toMatchObject({ status: 200 });
    await run();
    expect(reads()).toEqual(['cached']);
  });

  it("that has expired in the platform's cache is read again, bypassing it", async () => {
    const { reads, run, server } = createV2Instance(
      'tokenSet',
      tokenSet('canary-old', inSecs(0)),
      tokenSet('canary-current', inSecs(600)),
    );
    expect(await run()).toMatchObject({ status: 200 });
    expect(reads()).toEqual(['cached', 'fresh']);
    expect(server.apiRequests).toHaveLength(1);
  });

  it('is read again when the clock was set back, which says nothing of how long it is good', async () => {
    const { clock, reads, run } = createV2Instance('tokenSet', tokenSet('canary-current', inSecs(600)));
    await run();
    clock.stepBack(3_600_000);
    await run();
    expect(reads()).toEqual(['cached', 'cached']);
  });

  it.each([null, undefined])('with expires_at %j is read on every run', async (expiresAt) => {
    const { reads, run } = createV2Instance('tokenSet', tokenSet('canary-current', expiresAt));
    await run();
    await run();
    expect(reads()).toEqual(['cached', 'cached']);
  });
});

describe('what the server said besides', () => {
  it('is had from the token set, in runs that read it and in runs that find it kept', async () => {
    const set = { ...tokenSet('canary-current', inSecs(600)), instance_url: 'https://na1.example.com' };
    const { reads, start, clock } = createV2Instance('tokenSet', set);
    const seen: object[] = [];
    const call = { members: (members: object) => seen.push(members) };
    await clock.finish(start(call));
    await clock.finish(start(call));

    const members = { instance_url: 'https://na1.example.com', token_type: 'Bearer' };
    expect(seen).toEqual([members, members]);
    expect(reads()).toEqual(['cached']);
  });

  it('is nothing with the storage separate', async () => {
    const { start, clock } = createV2Instance('accessToken', 'canary-current');
    const seen: object[] = [];
    await clock.finish(start({ members: (members) => seen.push(members) }));
    expect(seen).toEqual([{}]);
  });
});

describe('an access token of the storage separate', () => {
  it('is read on every run, since nothing says when it expires', async () => {
    const { reads, run } = createV2Instance('accessToken', 'canary-current');
    expect(await run()).toMatchObject({ status: 200 });
    await run();
    expect(reads()).toEqual(['cached', 'cached']);
  });
});

describe('after a 401', () => {
  it.each([
    ['tokenSet', tokenSet('canary-old', inSecs(600)), tokenSet('canary-current', inSecs(1_200))],
    ['accessToken', 'canary-old', 'canary-current'],
  ])(
    '%s is read again, bypassing the cache, and the request sent once more',
    async (name, cached, stored) => {
      const { clock, reads, run, server } = createV2Instance(name, cached, stored);
      expect(await run()).toMatchObject({ status: 200 });
      expect(reads()).toEqual(['cached', 'fresh']);
      expect(server.apiRequests).toHaveLength(2);
      // The platform's cache may serve the old one for five minutes, so the new one is kept as long.
      await clock.advance(299_000);
      expect(await run()).toMatchObject({ status: 200 });
      expect(server.apiRequests).toHaveLength(3);
    },
  );

  it('the request is not sent again when the secret still holds the same token', async () => {
    const { reads, run, server } = createV2Instance('accessToken', 'canary-old');
    expect(await run()).toMatchObject({ status: 401 });
    expect(reads()).toEqual(['cached', 'fresh']);
    expect(server.apiRequests).toHaveLength(1);
  });

  it('concurrent runs each send their request once more', async () => {
    const { clock, server, start } = createV2Instance('accessToken', 'canary-old', 'canary-current');
    const runs = await clock.finish(Promise.all([start(), start(), start()]));
    expect(runs.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(server.apiRequests).toHaveLength(6);
  });
});

it.each([
  ['a missing secret', {}],
  ['an empty one', { tokenSet: '' }],
  ['a token set without a token', { tokenSet: { refresh_token: 'canary-refresh' } }],
])('%s is SECRET_NOT_FOUND with its name', async (_, secrets) => {
  const { run } = createInstance({ secrets });
  await expect(run({ tokens: (each) => storedToken(each, 'tokenSet') })).rejects.toThrow(
    /^SECRET_NOT_FOUND: tokenSet /,
  );
});

it('the token is redacted in runs that read it and in runs that find it kept', async () => {
  const { run } = createV2Instance('tokenSet', tokenSet('canary-current', inSecs(600)));
  expect(await run('canary-current, canary-refresh')).toMatchObject({ received: '[redacted], [redacted]' });
  expect(await run('canary-current')).toMatchObject({ received: '[redacted]' });
});
