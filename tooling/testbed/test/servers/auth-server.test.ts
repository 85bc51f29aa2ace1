import type { LoopbackServer } from '@lp-functions/emulator';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AuthServer,
  type AuthServerOptions,
  startAuthServer,
  startProtectedResource,
} from '../../src/index.ts';

const running: LoopbackServer[] = [];
beforeEach(() => nock.enableNetConnect('127.0.0.1'));
afterEach(() => Promise.all(running.splice(0).map((server) => server.stop())));

async function start(options?: AuthServerOptions) {
  const authServer = await startAuthServer(options);
  const resource = await startProtectedResource({ authServer });
  running.push(authServer, resource);
  return { authServer, resource };
}

async function token(authServer: AuthServer, form: Record<string, string>, headers = {}) {
  const response = await fetch(authServer.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers,
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

const asPost = ({ clients }: AuthServer) => ({
  client_id: clients.post.clientId,
  client_secret: clients.post.clientSecret,
});

const refresh = (authServer: AuthServer, refreshToken: string) =>
  token(authServer, { ...asPost(authServer), grant_type: 'refresh_token', refresh_token: refreshToken });

describe('client credentials', () => {
  it('gives a token that the resource accepts, until it is revoked', async () => {
    const { authServer, resource } = await start();
    const { body } = await token(authServer, {
      ...asPost(authServer),
      grant_type: 'client_credentials',
      scope: 'orders.read',
    });
    const call = () => fetch(resource.url, { headers: { authorization: `Bearer ${body.access_token}` } });

    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 300, scope: 'orders.read' });
    expect((await call()).status).toBe(200);
    authServer.revokeAccessTokens();
    expect((await call()).status).toBe(401);
    expect((await fetch(resource.url)).status).toBe(401);
    expect((await fetch(resource.url, { headers: { authorization: 'Bearer [object Object]' } })).status).toBe(
      401,
    );
  });

  it('authenticates clients with Basic, form-encoded as RFC 6749 asks', async () => {
    const { authServer } = await start();
    const { clientId, clientSecret } = authServer.clients.basic;
    const encode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
    const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` });
    const form = { grant_type: 'client_credentials' };

    expect((await token(authServer, form, basic(encode(clientId), encode(clientSecret)))).status).toBe(200);
    expect((await token(authServer, form, basic(clientId, clientSecret))).body.error).toBe('invalid_client');
  });

  it('takes resource indicators', async () => {
    const { authServer } = await start();
    const { status } = await token(authServer, {
      ...asPost(authServer),
      grant_type: 'client_credentials',
      resource: 'https://api.example.com',
    });

    expect(status).toBe(200);
  });

  it('lets tokens expire', async () => {
    const { authServer } = await start({ accessTokenTtlSecs: 1 });
    const { body } = await token(authServer, { ...asPost(authServer), grant_type: 'client_credentials' });

    expect(await authServer.isAccessTokenValid(body.access_token ?? '')).toBe(true);
    await expect
      .poll(() => authServer.isAccessTokenValid(body.access_token ?? ''), { timeout: 3_000 })
      .toBe(false);
  });
});

describe('refresh tokens', () => {
  it('rotate, and the access tokens work', async () => {
    const { authServer } = await start();
    const first = await authServer.issueRefreshToken('client-post');

    const { body } = await refresh(authServer, first);

    expect(body.refresh_token).not.toBe(first);
    expect(await authServer.isAccessTokenValid(body.access_token ?? '')).toBe(true);
    expect(await authServer.isRefreshTokenValid(first)).toBe(false);
    expect(await authServer.isRefreshTokenValid(body.refresh_token ?? '')).toBe(true);
    expect(authServer.events).toEqual({ issued: 1, refused: 0, reused: 0, revoked: 0 });
  });

  it('end the whole grant when one is used twice', async () => {
    const { authServer } = await start();
    const first = await authServer.issueRefreshToken('client-post');
    const { body: second } = await refresh(authServer, first);

    expect((await refresh(authServer, first)).body.error).toBe('invalid_grant');
    expect((await refresh(authServer, second.refresh_token ?? '')).body.error).toBe('invalid_grant');
    expect(await authServer.isAccessTokenValid(second.access_token ?? '')).toBe(false);
    expect(authServer.events).toEqual({ issued: 1, refused: 2, reused: 1, revoked: 1 });
  });

  it('stay the same without rotation', async () => {
    const { authServer } = await start({ rotate: false });
    const first = await authServer.issueRefreshToken('client-post');

    expect((await refresh(authServer, first)).body.refresh_token).toBe(first);
    expect((await refresh(authServer, first)).status).toBe(200);
  });
});

describe('faults of the token endpoint', () => {
  it('happen once each, in order, before or after the work', async () => {
    const { authServer } = await start();
    const first = await authServer.issueRefreshToken('client-post');
    authServer.faults.push('lose-request', { status: 503, body: 'busy' }, 'lose-response');

    await expect(refresh(authServer, first)).rejects.toThrow('fetch failed');
    expect(authServer.events.issued).toBe(0);
    await expect(refresh(authServer, first)).rejects.toThrow(/JSON/);
    expect(await authServer.isRefreshTokenValid(first)).toBe(true);
    await expect(refresh(authServer, first)).rejects.toThrow('fetch failed');
    expect(await authServer.isRefreshTokenValid(first)).toBe(false);
    expect(authServer.requests).toHaveLength(3);
  });
});
