import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LoopbackServer, startServer } from '@lp-functions/emulator';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyOnce } from '../src/destination/copy-once.ts';
import { store } from '../src/destination/store.ts';
import { recorded } from './support/surroundings.ts';

const SECRETS = { acme_tokenSet: { access_token: 'canary-access', refresh_token: 'canary-refresh' } };
const TOKENS = { access_token: 'canary-access', refresh_token: 'canary-refresh', expires_at: 1_800_000_000 };

describe('a file to copy from', () => {
  it('is readable by its owner only while a person copies, and gone afterwards', async () => {
    const around = recorded(async () => undefined);
    let path = '';
    around.ui.pause = async (text) => {
      [path = ''] = /\S+secrets\.txt/.exec(text) ?? [];
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(readFileSync(path, 'utf8')).toBe(`acme_tokenSet\n${JSON.stringify(SECRETS.acme_tokenSet)}\n`);
    };
    await copyOnce(around.ui, SECRETS);
    expect(path).not.toBe('');
    expect(existsSync(path)).toBe(false);
    expect(around.output()).not.toContain('canary');
  });

  it('is removed even when the person stops', async () => {
    const around = recorded(async () => undefined);
    let path = '';
    around.ui.pause = async (text) => {
      [path = ''] = /\S+secrets\.txt/.exec(text) ?? [];
      throw new Error('stopped');
    };
    await expect(copyOnce(around.ui, SECRETS)).rejects.toThrow('stopped');
    expect(existsSync(path)).toBe(false);
  });
});

describe('the context session store', () => {
  let server: LoopbackServer | undefined;
  beforeEach(() => nock.enableNetConnect('127.0.0.1'));
  afterEach(() => server?.stop());
  const what = { connection: 'acme', secrets: SECRETS, tokens: TOKENS };
  const payload = { store: { acme: { group: 1, ...TOKENS } } };

  it('gets tokens through the door of an emulated function', async () => {
    server = await startServer(() => ({ body: { result: {} } }));
    const url = `${server.url}/refresh_scheduler`;
    const stored = await store(
      { kind: 'context', url, group: 1 },
      recorded(async () => undefined),
      what,
    );
    expect(stored).toEqual({ in: 'context', secrets: [] });
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual(payload);
    expect(server.requests[0]?.headers.authorization).toBeUndefined();
  });

  it('gets them through the invocation API of the platform, with the header it wants', async () => {
    server = await startServer(() => ({ body: {} }));
    const url = `${server.url}/api/account/12345678/lambdas/3f/invoke?v=1`;
    const around = { ...recorded(async () => undefined), invokeAuthorization: 'Bearer canary-invoke' };
    await store({ kind: 'context', url, group: 1 }, around, what);
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      timestamp: expect.any(Number),
      headers: [],
      payload,
    });
    expect(server.requests[0]?.headers.authorization).toBe('Bearer canary-invoke');
  });

  it('loses no tokens when the function refuses them: they wait in a file of the owner', async () => {
    server = await startServer(() => ({
      status: 500,
      body: { error: { code: 'INPUT_INVALID', message: 'INPUT_INVALID: store: needs the storage context' } },
    }));
    const around = recorded(async () => undefined);
    const door = { kind: 'context', url: `${server.url}/refresh_scheduler`, group: 0 } as const;
    const failure = await store(door, around, what).catch((error: Error) => error);
    expect(failure).toMatchObject({
      code: 'NOT_STORED',
      message: expect.stringContaining('INPUT_INVALID: store: needs the storage context'),
    });
    const [path = ''] = /\/\S+\.txt/.exec((failure as Error).message) ?? [];
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toContain('canary-refresh');
    expect((failure as Error).message).not.toContain('canary');
    await rm(path);
  });
});

describe('a file that stays', () => {
  it('is never written over another', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lp-connect-test-'));
    const path = join(folder, 'secrets.txt');
    const around = recorded(async () => undefined);
    await store({ kind: 'file', path }, around, { connection: 'acme', secrets: { a: 'first' } });
    const failure = await store({ kind: 'file', path }, around, {
      connection: 'acme',
      secrets: { a: 'second' },
    }).catch((error: Error) => error);
    expect(readFileSync(path, 'utf8')).toBe('a\nfirst\n');
    const [other = ''] = /\/\S+\.txt(?=, which)/.exec((failure as Error).message) ?? [];
    expect(readFileSync(other, 'utf8')).toBe('a\nsecond\n');
    await rm(other);
    await rm(folder, { recursive: true });
  });
});
