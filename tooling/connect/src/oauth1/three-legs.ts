import { randomUUID } from 'node:crypto';
import {
  type OAuth1Credentials,
  type SignatureMethod,
  type SignedRequest,
  signRequest,
} from '@lp-functions/auth';
import { createRedactor } from '@lp-functions/platform/internal';
import { ConnectError } from '../connect-error.ts';
import { type BrowserOptions, comeBack } from '../oauth2/authorization-code.ts';
import type { Ui } from '../ui/ui.ts';

/** A service and our consumer there, with every template filled. */
export interface OAuth1Service {
  requestTokenUrl: string;
  authorizeUrl: string;
  accessTokenUrl: string;
  /** Of the two requests for tokens. */
  method: 'GET' | 'POST';
  authorizeParameters?: Record<string, string>;
  /** A person types what the service shows, since it sends no browser back. */
  isOutOfBand: boolean;
  signatureMethod: SignatureMethod;
  realm?: string;
  consumer: Pick<OAuth1Credentials, 'consumerKey' | 'consumerSecret' | 'privateKey'>;
}

/** What requests are signed with from then on. */
export interface OAuth1Token {
  token: string;
  tokenSecret: string;
}

interface Leg {
  url: string;
  token?: OAuth1Token;
  parameters: { oauth_callback?: string; oauth_verifier?: string };
}

/**
 * Request token, a person's yes, access token (RFC 5849 section 2), signed by the signer of the functions.
 * @throws ConnectError
 */
export async function connectWithOAuth1(
  service: OAuth1Service,
  options: BrowserOptions,
): Promise<OAuth1Token> {
  let temporary: OAuth1Token | undefined;
  // The callback carries no state of ours; the token of the attempt serves as one.
  const isExpected = (url: URL) =>
    temporary !== undefined &&
    (url.searchParams.get('oauth_token') === temporary.token ||
      url.searchParams.get('denied') === temporary.token);
  const ask = async (callback: string) => {
    temporary = await requestToken(service, callback);
    await options.open(authorizeUrl(service, temporary.token));
  };
  const verifier = service.isOutOfBand
    ? await typedVerifier(options.ui, ask)
    : verifierOf(await comeBack(options, isExpected, ask), service);
  if (!temporary) throw new ConnectError('PEER_FAILED', 'There is no request token');
  const answer = await send(service, {
    url: service.accessTokenUrl,
    token: temporary,
    parameters: { oauth_verifier: verifier },
  });
  return tokenOf(answer, service.accessTokenUrl);
}

async function requestToken(service: OAuth1Service, callback: string): Promise<OAuth1Token> {
  const { requestTokenUrl: url } = service;
  const answer = await send(service, { url, parameters: { oauth_callback: callback } });
  // Without it the server ignored the callback, as those of OAuth 1.0 do, which anybody can abuse (section 2.1).
  if (answer.get('oauth_callback_confirmed') !== 'true') {
    throw new ConnectError(
      'PEER_FAILED',
      `${new URL(url).host} does not confirm the callback: it is no OAuth 1.0a`,
    );
  }
  return tokenOf(answer, url);
}

function authorizeUrl({ authorizeUrl: base, authorizeParameters }: OAuth1Service, token: string): string {
  const url = new URL(base);
  for (const [name, value] of Object.entries({ ...authorizeParameters, oauth_token: token })) {
    url.searchParams.set(name, value);
  }
  return url.href;
}

async function typedVerifier(ui: Ui, ask: (callback: string) => Promise<void>): Promise<string> {
  await ask('oob');
  return ui.askSecret('The code that the service shows', 'the code on standard input');
}

function verifierOf(url: URL, { authorizeUrl: base }: OAuth1Service): string {
  const verifier = url.searchParams.get('oauth_verifier');
  if (verifier && verifier !== 'denied') return verifier;
  throw new ConnectError('DENIED', `${new URL(base).host} came back without a verifier: the person said no`);
}

function tokenOf(answer: URLSearchParams, url: string): OAuth1Token {
  const token = answer.get('oauth_token');
  const tokenSecret = answer.get('oauth_token_secret');
  if (token && tokenSecret !== null) return { token, tokenSecret };
  throw new ConnectError('PEER_FAILED', `${new URL(url).host} answered without a token`);
}

async function send(service: OAuth1Service, { url, token, parameters }: Leg): Promise<URLSearchParams> {
  const { consumer, method, realm, signatureMethod } = service;
  const signed = signRequest(
    { method, url },
    { ...consumer, ...token },
    { signatureMethod, realm, parameters, nonce: randomUUID().replaceAll('-', '') },
  );
  const { host } = new URL(url);
  const response = await fetch(signed.url, {
    method,
    headers: { authorization: signed.authorization, 'user-agent': 'lp-functions-connect/1.0' },
    redirect: 'manual',
  }).catch((error: Error) => {
    throw new ConnectError('PEER_FAILED', `${host} could not be asked: ${causeOf(error)}`);
  });
  const text = await response.text();
  if (response.ok) return new URLSearchParams(text.trim());
  throw new ConnectError(
    'TOKEN_REJECTED',
    `${host} answered ${response.status}: ${quoted(text, secretsOf(service, token, signed))}. ${remedyFor(response.status)}`,
  );
}

const causeOf = ({ cause, message }: Error) => (cause instanceof Error ? cause.message : message);

/** What the request held or was signed with: servers repeat it when a signature is wrong. */
const secretsOf = (
  { consumer }: OAuth1Service,
  token: OAuth1Token | undefined,
  { authorization, signature }: SignedRequest,
): string[] =>
  [consumer.consumerSecret, consumer.privateKey, token?.tokenSecret, authorization, signature].filter(
    (text) => text !== undefined,
  );

function quoted(text: string, secrets: string[]): string {
  const redactor = createRedactor();
  redactor.add(...secrets);
  return redactor.text(text).replace(/\s+/g, ' ').slice(0, 200) || 'nothing more';
}

const remedyFor = (status: number) =>
  status === 401
    ? 'Check the consumer credentials, the signature method, the realm, the registered callback, and the clock of this machine'
    : 'Check the URL and, in it, the tenant';
