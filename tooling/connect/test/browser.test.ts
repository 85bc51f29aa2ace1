import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '@lp-functions/emulator';
import { type AuthServer, startAuthServer } from '@lp-functions/testbed';
import nock from 'nock';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '../src/connect.ts';
import { emulatorSecrets } from '../src/destination/local.ts';
import type { ConnectOptions } from '../src/options.ts';
import { launchBrowser, newPerson, whyNoBrowser } from './support/browser.ts';
import { refreshScheduler } from './support/refresh-scheduler.ts';
import { baseOptions, recorded } from './support/surroundings.ts';

// Said aloud: a report shows that tests were skipped, and not why. CI has a browser.
if (whyNoBrowser !== undefined) process.stderr.write(`connect in a browser: skipped, ${whyNoBrowser}\n`);
const title = `connect in a browser${whyNoBrowser === undefined ? '' : `, skipped: ${whyNoBrowser}`}`;
describe.skipIf(whyNoBrowser !== undefined)(title, () => {
  let browser: Browser;
  let auth: AuthServer;
  beforeAll(async () => {
    [browser, auth] = await Promise.all([launchBrowser(), startAuthServer()]);
  });
  beforeEach(() => nock.enableNetConnect('127.0.0.1'));
  afterAll(async () => {
    await browser?.close();
    await auth?.stop();
  });

  const options = (overrides: Partial<ConnectOptions> = {}): ConnectOptions =>
    baseOptions({
      ...auth.clients.native,
      urls: { authorize: auth.authorizationUrl, token: auth.tokenUrl, device: auth.deviceAuthorizationUrl },
      authorizeParameters: { prompt: 'consent' },
      scope: 'offline_access orders.read',
      ...overrides,
    });
  const allow = async (page: Page, url: string) => {
    await page.goto(url);
    await page.click('#allow');
    await page.click('#allow');
  };

  it('stores what a person agreed to, and refreshes once to see that it works', async () => {
    const { page, leave } = await newPerson(browser);
    const around = recorded((url) => allow(page, url));
    const connected = await connect(options({ verify: true }), around);
    expect(connected).toMatchObject({
      connection: 'acme',
      kind: 'authorization_code',
      stored: { in: 'local', secrets: ['acme_clientId', 'acme_clientSecret', 'acme_tokenSet'] },
      verified: true,
    });
    const tokens = around.secrets.get('acme_tokenSet') as Record<string, string>;
    expect(await auth.isAccessTokenValid(tokens.access_token ?? '')).toBe(true);
    expect(await auth.isRefreshTokenValid(tokens.refresh_token ?? '')).toBe(true);
    expect(new Date(Number(tokens.expires_at) * 1_000).toISOString()).toBe(connected.expiresAt);
    await page.waitForSelector('text=Connected');
    await leave();

    const canaries = [auth.clients.native.clientSecret, ...auth.minted];
    expect(canaries.filter((canary) => around.output().includes(canary))).toEqual([]);
    expect(canaries.filter((canary) => JSON.stringify(connected).includes(canary))).toEqual([]);
  });

  it('stores what refresh_scheduler then renews, run after run, in the emulator', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lp-connect-test-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const { page, leave } = await newPerson(browser);
    const local = emulatorSecrets(folder);
    await connect(options(), { ...recorded((url) => allow(page, url)), local });
    await leave();
    const group = {
      tokenUrl: auth.tokenUrl,
      storage: 'single',
      clientId: 'acme_clientId',
      clientSecret: 'acme_clientSecret',
      names: ['acme'],
    };
    await local.set({ connections: JSON.stringify([group]) });

    const emulator = await startEmulator({ port: 0, statePath: folder });
    onTestFinished(() => emulator.stop());
    for (const target of ['v1', 'v2'] as const)
      emulator.account.deploy(await refreshScheduler(target, { CONNECTIONS: 'connections' }));
    const before = auth.minted.length;
    for (const target of ['v1', 'v2', 'v2'] as const) {
      const { url } = emulator.doors[target];
      const response = await fetch(`${url}/refresh_scheduler`, { method: 'POST', body: '{}' });
      expect(await response.json()).toMatchObject({
        result: { refreshed: [{ connection: 'acme', rotated: true }], failed: [] },
      });
    }
    expect(auth.minted.length - before).toBe(6);
    expect(auth.events.reused).toBe(0);
  });

  it('says that the person said no, and stores nothing', async () => {
    const { page, leave } = await newPerson(browser);
    const around = recorded(async (url) => {
      await page.goto(url);
      await page.click('#deny');
    });
    await expect(connect(options(), around)).rejects.toMatchObject({
      code: 'DENIED',
      message: expect.stringContaining('access_denied: the person said no'),
    });
    expect(around.secrets.size).toBe(0);
    await page.waitForSelector('text=Not connected');
    await leave();
  });

  it('waits on when a redirect with another state comes, and takes the right one', async () => {
    const { page, leave } = await newPerson(browser);
    let refusal: string | null = null;
    const around = recorded(async (url) => {
      const redirectUri = new URL(url).searchParams.get('redirect_uri');
      await page.goto(`${redirectUri}?code=stolen&state=another`);
      refusal = await page.textContent('h1');
      await allow(page, url);
    });
    await connect(options(), around);
    expect(refusal).toBe('This is not what was asked for');
    expect(around.secrets.has('acme_tokenSet')).toBe(true);
    await leave();
  });

  it('takes a code once: pasted again, it is refused in words', async () => {
    const { page, leave } = await newPerson(browser);
    const redirectUri = 'https://client.example.com/callback';
    let redirected = '';
    await page.route(`${redirectUri}*`, (route) => {
      redirected = route.request().url();
      return route.fulfill({ status: 404, body: 'nothing here' });
    });
    let asked = '';
    const pasted = (around: ReturnType<typeof recorded>, paste: () => Promise<string>) => ({
      ...around,
      ui: { ...around.ui, askSecret: paste },
    });
    const first = recorded(async (url) => {
      asked = url;
    });
    await connect(
      options({ redirectUri }),
      pasted(first, async () => {
        await allow(page, asked);
        await page.waitForURL(`${redirectUri}*`);
        return redirected;
      }),
    );
    expect(first.secrets.has('acme_tokenSet')).toBe(true);

    const again = recorded(async () => undefined);
    await expect(
      connect(
        options({ redirectUri }),
        pasted(again, async () => redirected),
      ),
    ).rejects.toMatchObject({
      code: 'REDIRECT_INVALID',
      message: expect.stringContaining('another attempt'),
    });

    const replayed = recorded(async (url) => {
      asked = url;
    });
    const withOurState = async () => {
      const url = new URL(redirected);
      url.searchParams.set('state', new URL(asked).searchParams.get('state') ?? '');
      return url.href;
    };
    await expect(connect(options({ redirectUri }), pasted(replayed, withOurState))).rejects.toMatchObject({
      code: 'TOKEN_REJECTED',
      message: expect.stringContaining('the code was used already'),
    });
    expect(replayed.secrets.size).toBe(0);
    await leave();
  });

  it('gives up on a person who closed the browser; a second try on the same port works', async () => {
    const port = await freePort();
    const { page, leave } = await newPerson(browser);
    const gone = recorded(async (url) => {
      await page.goto(url);
      await leave();
    });
    await expect(connect(options({ port, timeoutMs: 2_000 }), gone)).rejects.toMatchObject({
      code: 'TIMED_OUT',
      message: expect.stringContaining('--timeout-secs'),
    });

    const person = await newPerson(browser);
    const second = recorded((url) => allow(person.page, url));
    await connect(options({ port }), second);
    expect(second.secrets.has('acme_tokenSet')).toBe(true);
    await person.leave();
  });

  it('names the port that another program has, before anybody is asked', async () => {
    const server = http.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    let asked = 0;
    const around = recorded(async () => {
      asked += 1;
    });
    await expect(connect(options({ port }), around)).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      message: expect.stringContaining(`Port ${port} is taken`),
    });
    expect(asked).toBe(0);
    await new Promise((resolve) => server.close(resolve));
  });

  it('connects a device on which a person types a code', async () => {
    const { page, leave } = await newPerson(browser);
    const around = recorded(async () => undefined);
    const typed = new Promise<void>((resolve, reject) => {
      const { show } = around.ui;
      around.ui.show = (title, text) => {
        show(title, text);
        const [, url = ''] = /Open (\S+)/.exec(title) ?? [];
        const type = async () => {
          await page.goto(url);
          await page.fill('input[name=user_code]', text);
          await page.click('button[type=submit]');
          await page.click('button[type=submit]');
          await page.click('#allow');
          await page.click('#allow');
        };
        void type().then(resolve, reject);
      };
    });
    await Promise.all([connect(options({ device: true }), around), typed]);
    expect(around.secrets.has('acme_tokenSet')).toBe(true);
    await leave();
  });
});

async function freePort(): Promise<number> {
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
