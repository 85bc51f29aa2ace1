import { randomBytes } from 'node:crypto';
import { type Answer, type LoopbackServer, type RecordedRequest, startServer } from '@lp-functions/emulator';
import { createReplayGuard, type OAuth1Credentials, type Verdict, verifyOAuth1 } from '../oauth1/index.ts';

export interface OAuth1ProviderOptions {
  consumer: Pick<OAuth1Credentials, 'consumerKey' | 'consumerSecret' | 'rsaPublicKey'>;
  realm?: string;
  /** Leaves out what OAuth 1.0a added to OAuth 1.0. @default true */
  confirmsCallback?: boolean;
}

/** What the server that gives tokens, and the API that takes them, know. */
export interface OAuth1Provider extends LoopbackServer {
  readonly requestTokenUrl: string;
  readonly authorizeUrl: string;
  readonly accessTokenUrl: string;
  readonly apiUrl: string;
  /** The verdict on each signed request, in order of arrival. */
  readonly verdicts: Verdict[];
  /** Every token, secret and verifier that was given out. */
  readonly minted: string[];
}

interface Temporary {
  secret: string;
  callback: string;
  verifier?: string;
}

/** Temporary credentials, a page for a person, token credentials (RFC 5849 section 2), and an API behind them. */
export async function startOAuth1Provider(options: OAuth1ProviderOptions): Promise<OAuth1Provider> {
  const { consumer, realm, confirmsCallback = true } = options;
  const verdicts: Verdict[] = [];
  const minted: string[] = [];
  const temporary = new Map<string, Temporary>();
  const tokens = new Map<string, string>();
  const replay = createReplayGuard();
  const mint = () => {
    const value = randomBytes(12).toString('hex');
    minted.push(value);
    return value;
  };

  /** @returns the protocol's parameters. @throws Refused */
  const signedBy = (request: RecordedRequest, token?: { key: string; secret: string }) => {
    const { method, target, headers, body } = request;
    const credentials = token ? { ...consumer, tokenKey: token.key, tokenSecret: token.secret } : consumer;
    const verdict = verifyOAuth1({ method, target, headers, body }, credentials, { replay, realm });
    verdicts.push(verdict);
    if (!verdict.ok) throw new Refused(verdict.reason ?? '');
    return verdict.oauth ?? {};
  };
  const form = (members: Record<string, string>): Answer => ({
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `${new URLSearchParams(members)}`,
  });

  const handlers: Record<string, (request: RecordedRequest, url: URL) => Answer> = {
    '/request-token': (request) => {
      const { oauth_callback: callback = '' } = signedBy(request);
      if (!callback) throw new Refused('oauth_callback is missing');
      const key = mint();
      const secret = mint();
      temporary.set(key, { secret, callback });
      return form({
        oauth_token: key,
        oauth_token_secret: secret,
        ...(confirmsCallback && { oauth_callback_confirmed: 'true' }),
      });
    },
    '/authorize': (_, { searchParams }) => {
      const key = searchParams.get('oauth_token') ?? '';
      if (!temporary.has(key)) throw new Refused('oauth_token is unknown');
      return pageFor(key);
    },
    '/answer': (_, { searchParams }) => {
      const key = searchParams.get('oauth_token') ?? '';
      const asked = temporary.get(key);
      if (!asked) throw new Refused('oauth_token is unknown');
      const isAllowed = searchParams.get('allow') === 'yes';
      if (isAllowed) asked.verifier = mint();
      if (asked.callback === 'oob')
        return { headers: HTML, body: `<h1 id="code">${asked.verifier ?? 'denied'}</h1>` };
      const location = new URL(asked.callback);
      if (asked.verifier === undefined) location.searchParams.set('denied', key);
      else {
        location.searchParams.set('oauth_token', key);
        location.searchParams.set('oauth_verifier', asked.verifier);
      }
      return { status: 302, headers: { location: location.href } };
    },
    '/access-token': (request) => {
      const key = oauthToken(request);
      const asked = temporary.get(key);
      if (!asked) throw new Refused('oauth_token is unknown');
      const { oauth_verifier: verifier } = signedBy(request, { key, secret: asked.secret });
      if (verifier === undefined || verifier !== asked.verifier) throw new Refused('oauth_verifier is wrong');
      temporary.delete(key);
      const token = mint();
      const secret = mint();
      tokens.set(token, secret);
      return form({ oauth_token: token, oauth_token_secret: secret });
    },
    '/orders': (request) => {
      const key = oauthToken(request);
      signedBy(request, { key, secret: tokens.get(key) ?? '' });
      if (!tokens.has(key)) throw new Refused('oauth_token is unknown');
      return { status: 201, body: { order: 1 } };
    },
  };

  const server = await startServer((request) => {
    const url = new URL(request.target, 'http://127.0.0.1');
    const handler = handlers[url.pathname];
    if (!handler) return { status: 404, body: 'no such page' };
    try {
      return handler(request, url);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { status: 401, headers: { 'www-authenticate': 'OAuth realm="testbed"' }, body: error.message };
    }
  });
  return {
    ...server,
    requestTokenUrl: `${server.url}/request-token`,
    authorizeUrl: `${server.url}/authorize`,
    accessTokenUrl: `${server.url}/access-token`,
    apiUrl: `${server.url}/orders`,
    verdicts,
    minted,
  };
}

class Refused extends Error {}

const HTML = { 'content-type': 'text/html; charset=utf-8' };

const oauthToken = ({ headers }: RecordedRequest): string =>
  /oauth_token="([^"]*)"/.exec(headers.authorization ?? '')?.[1] ?? '';

/** @param key of ours: hexadecimal digits */
function pageFor(key: string): Answer {
  const link = (answer: string, id: string, text: string) =>
    `<a id="${id}" href="/answer?oauth_token=${key}&allow=${answer}">${text}</a>`;
  return {
    headers: HTML,
    body: `<!doctype html><title>May it?</title>${link('yes', 'allow', 'Allow')} ${link('no', 'deny', 'Deny')}`,
  };
}
