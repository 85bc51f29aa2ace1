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

/** What the provider has given out, and how it looks at requests. */
interface Desk {
  /** By their key. */
  temporary: Map<string, Temporary>;
  /** The secret of each token. */
  tokens: Map<string, string>;
  mint(): string;
  /** The protocol's parameters of a request that is signed well. @throws Refused */
  signedBy(request: RecordedRequest, token?: Token): Record<string, string>;
}

interface Token {
  key: string;
  secret: string;
}

/** Temporary credentials, a page for a person, token credentials (RFC 5849 section 2), and an API behind them. */
export async function startOAuth1Provider(options: OAuth1ProviderOptions): Promise<OAuth1Provider> {
  const verdicts: Verdict[] = [];
  const minted: string[] = [];
  const desk = createDesk(options, { verdicts, minted });
  const pages: Record<string, (request: RecordedRequest, query: URLSearchParams) => Answer> = {
    '/request-token': (request) => giveTemporary(desk, request, options.confirmsCallback ?? true),
    '/authorize': (_, query) => askPerson(desk, query),
    '/answer': (_, query) => takeAnswer(desk, query),
    '/access-token': (request) => giveToken(desk, request),
    '/orders': (request) => takeOrder(desk, request),
  };

  const server = await startServer((request) => {
    const { pathname, searchParams } = new URL(request.target, 'http://127.0.0.1');
    const page = pages[pathname];
    if (!page) return { status: 404, body: 'no such page' };
    try {
      return page(request, searchParams);
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

function createDesk(
  { consumer, realm }: OAuth1ProviderOptions,
  { verdicts, minted }: Pick<OAuth1Provider, 'verdicts' | 'minted'>,
): Desk {
  const replay = createReplayGuard();
  return {
    temporary: new Map(),
    tokens: new Map(),
    mint() {
      const value = randomBytes(12).toString('hex');
      minted.push(value);
      return value;
    },
    signedBy({ method, target, headers, body }, token) {
      const credentials = token ? { ...consumer, tokenKey: token.key, tokenSecret: token.secret } : consumer;
      const verdict = verifyOAuth1({ method, target, headers, body }, credentials, { replay, realm });
      verdicts.push(verdict);
      if (!verdict.ok) throw new Refused(verdict.reason ?? '');
      return verdict.oauth ?? {};
    },
  };
}

/** Section 2.1. */
function giveTemporary(desk: Desk, request: RecordedRequest, confirmsCallback: boolean): Answer {
  const { oauth_callback: callback = '' } = desk.signedBy(request);
  if (!callback) throw new Refused('oauth_callback is missing');
  const key = desk.mint();
  const secret = desk.mint();
  desk.temporary.set(key, { secret, callback });
  return form({
    oauth_token: key,
    oauth_token_secret: secret,
    ...(confirmsCallback && { oauth_callback_confirmed: 'true' }),
  });
}

/** Section 2.2: the page on which a person allows it, or not. */
function askPerson({ temporary }: Desk, query: URLSearchParams): Answer {
  const key = query.get('oauth_token') ?? '';
  if (!temporary.has(key)) throw new Refused('oauth_token is unknown');
  return pageFor(key);
}

function takeAnswer(desk: Desk, query: URLSearchParams): Answer {
  const key = query.get('oauth_token') ?? '';
  const asked = desk.temporary.get(key);
  if (!asked) throw new Refused('oauth_token is unknown');
  if (query.get('allow') === 'yes') asked.verifier = desk.mint();
  if (asked.callback === 'oob') {
    return { headers: HTML, body: `<h1 id="code">${asked.verifier ?? 'denied'}</h1>` };
  }
  const location = new URL(asked.callback);
  if (asked.verifier === undefined) {
    location.searchParams.set('denied', key);
  } else {
    location.searchParams.set('oauth_token', key);
    location.searchParams.set('oauth_verifier', asked.verifier);
  }
  return { status: 302, headers: { location: location.href } };
}

/** Section 2.3. */
function giveToken(desk: Desk, request: RecordedRequest): Answer {
  const key = oauthToken(request);
  const asked = desk.temporary.get(key);
  if (!asked) throw new Refused('oauth_token is unknown');
  const { oauth_verifier: verifier } = desk.signedBy(request, { key, secret: asked.secret });
  if (verifier === undefined || verifier !== asked.verifier) throw new Refused('oauth_verifier is wrong');
  desk.temporary.delete(key);
  const token = desk.mint();
  const secret = desk.mint();
  desk.tokens.set(token, secret);
  return form({ oauth_token: token, oauth_token_secret: secret });
}

/** The API. */
function takeOrder(desk: Desk, request: RecordedRequest): Answer {
  const key = oauthToken(request);
  desk.signedBy(request, { key, secret: desk.tokens.get(key) ?? '' });
  if (!desk.tokens.has(key)) throw new Refused('oauth_token is unknown');
  return { status: 201, body: { order: 1 } };
}

class Refused extends Error {}

const HTML = { 'content-type': 'text/html; charset=utf-8' };

const form = (members: Record<string, string>): Answer => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: `${new URLSearchParams(members)}`,
});

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
