import { setTimeout as sleep } from 'node:timers/promises';
import { isV1, story } from '@lp-functions/testbed/e2e';
import { expect } from 'vitest';
import { clientCredentials } from './subject.ts';

const RUNS = 8;
/** Slow enough to tell one read from two on a busy machine. */
const SECRET_READ_MS = 800;

story('does one request and reads no secret when it is warm', clientCredentials, async (start) => {
  const stage = await start();
  const { auth, resource } = stage.world;
  await stage.invoke();
  resource.requests.length = 0;
  const secretsRead = stage.instance.secrets.calls.length;

  const warm = await stage.invoke();

  expect(warm.result).toMatchObject({ statusCode: 200 });
  expect(warm.secretCalls).toEqual([]);
  expect(stage.instance.secrets.calls).toHaveLength(secretsRead);
  expect(resource.requests).toHaveLength(1);
  expect(auth.requests).toHaveLength(1);
  await stage.end();
});

story('reads its secrets in the time of one', clientCredentials, async (start) => {
  const times: number[] = [];
  const storage = async () => {
    times.push(performance.now());
    await sleep(SECRET_READ_MS);
    times.push(performance.now());
  };
  const stage = await start({ storage });

  const { secretCalls } = await stage.invoke();

  expect(secretCalls).toHaveLength(2);
  expect(Math.max(...times) - Math.min(...times)).toBeLessThan(2 * SECRET_READ_MS);
  await stage.end();
});

story(
  'shares one token request between runs that begin at once',
  clientCredentials,
  async (start) => {
    const stage = await start();
    const { auth, resource } = stage.world;

    const runs = await Promise.all(Array.from({ length: RUNS }, () => stage.invoke()));

    for (const run of runs) expect(run.result).toMatchObject({ statusCode: 200 });
    expect(auth.requests).toHaveLength(1);
    expect(resource.requests).toHaveLength(RUNS);
    expect(stage.instance.secrets.calls).toHaveLength(2);
    await stage.end();
  },
  isV1,
);

story(
  'fails every run that shared a token request, and tries again in the next',
  clientCredentials,
  async (start) => {
    const stage = await start();
    const { auth } = stage.world;
    auth.faults.push({ status: 401, body: { error: 'invalid_client' } });
    expect((await stage.invoke()).error).toMatchObject({ code: 'TOKEN_REJECTED' });

    expect((await stage.invoke()).result).toMatchObject({ statusCode: 200 });
    await stage.end();
  },
);

story(
  'renews a token that the resource refuses, and repeats the call once',
  clientCredentials,
  async (start) => {
    const stage = await start();
    const { auth, resource } = stage.world;
    await stage.invoke();
    auth.revokeAccessTokens();
    resource.requests.length = 0;

    const run = await stage.invoke({ method: 'POST', body: { a: 1 } });

    expect(run.result).toMatchObject({ statusCode: 200, body: { method: 'POST', body: '{"a":1}' } });
    expect(resource.requests.map(({ status }) => status)).toEqual([401, 200]);
    expect(auth.requests).toHaveLength(2);
    await stage.end();
  },
);

story('fetches another token shortly before the old one expires', clientCredentials, async (start) => {
  const stage = await start();
  const { auth, resource } = stage.world;
  await stage.invoke();

  // Of 300 seconds.
  stage.instance.advanceClock(200_000);
  await stage.invoke();
  expect(auth.requests).toHaveLength(1);
  stage.instance.advanceClock(98_000);
  await stage.invoke();

  expect(auth.requests).toHaveLength(2);
  expect(resource.requests.map(({ status }) => status)).toEqual([200, 200, 200]);
  await stage.end();
});
