import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AuthServer, startAuthServer } from '@lp-functions/testbed';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { agree } from './support/person.ts';

const BIN = fileURLToPath(new URL('../bin/lp-connect.mjs', import.meta.url));
const PLAIN_HTTP = [
  '--authorize-url',
  'https://auth.example.com/auth',
  '--token-url',
  'http://auth.example.com/token',
];
const IS_LINUX = process.platform === 'linux';

interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
  /** What `ps` would have shown while it ran. */
  commandLine: string;
}

/** Runs the command. @param onUrl called with the address that it shows */
function run(
  args: string[],
  { env = {}, onUrl }: { env?: Record<string, string>; onUrl?: (url: string) => Promise<unknown> } = {},
): Promise<Finished> {
  const child: ChildProcess = spawn(process.execPath, [BIN, ...args], {
    env: { PATH: process.env.PATH ?? '', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let commandLine = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    const [url] = /http:\/\/127\.0\.0\.1:\d+\/auth\?\S+/.exec(stderr) ?? [];
    if (!url || !onUrl) return;
    if (IS_LINUX) commandLine = readFileSync(`/proc/${child.pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    const told = onUrl;
    onUrl = undefined;
    void told(url);
  });
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr, commandLine }));
  });
}

describe('lp-connect', () => {
  let auth: AuthServer;
  let folder: string;
  beforeAll(async () => {
    auth = await startAuthServer();
  });
  afterAll(() => auth.stop());
  beforeEach(async () => {
    nock.enableNetConnect('127.0.0.1');
    folder = await mkdtemp(join(tmpdir(), 'lp-connect-test-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const service = () => [
    '--authorize-url',
    auth.authorizationUrl,
    '--token-url',
    auth.tokenUrl,
    '--authorize-param',
    'prompt=consent',
    '--scope',
    'offline_access orders.read',
    '--client-id',
    auth.clients.native.clientId,
    '--no-open',
  ];

  it('connects for a script: one line of JSON, the secrets in a file of the owner', async () => {
    const path = join(folder, 'secrets.txt');
    const { clientSecret } = auth.clients.native;
    const finished = await run(['acme', ...service(), '--json', '--verify', '--file', path], {
      env: { LP_CLIENT_SECRET: clientSecret },
      onUrl: agree,
    });
    expect(finished).toMatchObject({ code: 0 });
    expect(JSON.parse(finished.stdout)).toEqual({
      connection: 'acme',
      provider: 'other',
      kind: 'authorization_code',
      stored: { in: 'file', secrets: ['acme_clientId', 'acme_clientSecret', 'acme_tokenSet'], path },
      expiresAt: expect.stringMatching(/^\d{4}-.*Z$/),
      verified: true,
    });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const text = await readFile(path, 'utf8');
    const [, tokens = ''] = /acme_tokenSet\n(.+)\n/.exec(text) ?? [];
    expect(await auth.isRefreshTokenValid(JSON.parse(tokens).refresh_token)).toBe(true);

    const canaries = [clientSecret, ...auth.minted];
    const shown = finished.stdout + finished.stderr + finished.commandLine;
    expect(finished.commandLine || !IS_LINUX).toBeTruthy();
    expect(canaries.filter((canary) => shown.includes(canary))).toEqual([]);
    expect(text).toContain(clientSecret);
    expect(
      auth.requests.map(({ target }) => target).filter((target) => target.includes(clientSecret)),
    ).toEqual([]);
  });

  it('reads the client secret from a file, and prints the secrets once when told to', async () => {
    const path = join(folder, 'client-secret');
    await writeFile(path, `${auth.clients.native.clientSecret}\n`, { mode: 0o600 });
    const finished = await run(
      ['acme', ...service(), '--client-secret-file', path, '--print', '--storage', 'separate'],
      {
        onUrl: agree,
      },
    );
    expect(finished).toMatchObject({ code: 0 });
    expect(finished.stdout.match(/^acme_\w+$/gm)).toEqual([
      'acme_clientId',
      'acme_clientSecret',
      'acme_refreshToken',
      'acme_accessToken',
    ]);
    const canaries = [auth.clients.native.clientSecret, ...auth.minted];
    expect(canaries.filter((canary) => finished.stderr.includes(canary))).toEqual([]);
  });

  it.each([
    [['acme'], 'its name before that of the connection'],
    [['hubspot', 'acme'], '--client-id'],
    [['hubspot', 'acme', '--client-id', 'abc'], 'LP_CLIENT_SECRET'],
    [['salesforce', 'acme', '--client-id', 'abc'], '--tenant'],
    [['nonsense-name', 'acme'], 'there are airtable, '],
    [['hubspo', 'acme'], 'did you mean hubspot?'],
    [['bricklink', 'acme'], "made in the service's own pages"],
    [['hubspot', 'acme', '--file', 'a', '--local'], 'one of --local'],
    [['hubspot', 'acme', '--json', '--print'], '--json and --print'],
    [['hubspot', 'acme', '--port', 'x'], '--port'],
    [['hubspot', 'acme', 'more'], 'one connection'],
    [['other', 'acme', ...PLAIN_HTTP, '--client-id', 'a', '--print'], 'only https'],
  ])('says what is missing to a script that calls it as %j', async (args, mentioned) => {
    const env: Record<string, string> = args.includes('--print') ? { LP_CLIENT_SECRET: 'x' } : {};
    const finished = await run(args, { env });
    expect(finished.code).toBe(2);
    expect(finished.stdout + finished.stderr).toContain(mentioned);
  });

  it('has no flag for the client secret', async () => {
    const finished = await run(['hubspot', 'acme', '--client-secret', 'canary']);
    expect(finished.code).not.toBe(0);
    expect(finished.stderr).toContain('unknown option');
  });
});
