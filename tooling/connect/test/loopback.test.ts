import http from 'node:http';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Loopback, listenForRedirect } from '../src/redirect/loopback.ts';

describe('listenForRedirect', () => {
  let loopback: Loopback | undefined;
  beforeEach(() => nock.enableNetConnect('127.0.0.1'));
  afterEach(() => loopback?.close());
  const listen = async () => {
    loopback = await listenForRedirect({
      port: 0,
      isExpected: (url) => url.searchParams.get('state') === 'mine',
    });
    return loopback;
  };

  it('gives the redirect with the right state, and a page that neither stores nor loads nor refers', async () => {
    const { redirectUri, redirected } = await listen();
    const response = await fetch(`${redirectUri}?code=abc&state=mine`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).not.toContain('abc');
    expect((await redirected(1_000)).searchParams.get('code')).toBe('abc');
  });

  it('forgets others, whatever their state, path, method or host', async () => {
    const { redirectUri, redirected } = await listen();
    const origin = new URL(redirectUri).origin;
    expect((await fetch(`${redirectUri}?code=abc&state=other`)).status).toBe(400);
    expect((await fetch(`${redirectUri}?code=abc`)).status).toBe(400);
    expect((await fetch(`${origin}/favicon.ico?state=mine`)).status).toBe(404);
    expect((await fetch(`${redirectUri}?state=mine`, { method: 'POST' })).status).toBe(404);
    expect(await statusFor(`${redirectUri}?state=mine`, 'evil.example')).toBe(404);
    await expect(redirected(50)).rejects.toMatchObject({ code: 'TIMED_OUT' });
  });
});

/** `fetch` does not let a Host be chosen. */
const statusFor = (url: string, host: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    http
      .get(url, { headers: { host } }, (response) => resolve(response.resume().statusCode))
      .on('error', reject);
  });
