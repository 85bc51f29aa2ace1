import * as client from 'openid-client';
import { ConnectError } from '../connect-error.ts';
import { listenForRedirect } from '../redirect/loopback.ts';
import { pastedRedirect } from '../redirect/pasted.ts';
import type { Ui } from '../ui/ui.ts';
import { told } from './failures.ts';
import { type OAuth2Client, type OAuth2Service, openClient } from './service.ts';
import { type TokenSet, tokenSetOf } from './token-set.ts';

/** Where the browser comes back to. */
export type Redirect =
  /** A port of this machine; 0 for any. */
  | { kind: 'loopback'; host: '127.0.0.1' | 'localhost'; port: number; path: string }
  /** A registered URL elsewhere, whose address a person pastes. */
  | { kind: 'pasted'; redirectUri: string };

export interface BrowserOptions {
  ui: Ui;
  redirect: Redirect;
  timeoutMs: number;
  /** Shows the URL to the person. */
  open(url: string): Promise<void>;
}

/**
 * Authorization code with PKCE (S256) and state (RFC 6749 4.1, RFC 7636, RFC 8252).
 * @throws ConnectError
 */
export async function connectInBrowser(service: OAuth2Service, options: BrowserOptions): Promise<TokenSet> {
  if (!service.authorizationUrl) throw new ConnectError('USAGE', 'There is no authorization URL');
  const opened = openClient(service);
  const state = client.randomState();
  const verifier = client.randomPKCECodeVerifier();
  const challenge = await client.calculatePKCECodeChallenge(verifier);
  const isExpected = (url: URL) => url.searchParams.get('state') === state;
  const ask = (redirectUri: string) =>
    options.open(
      client.buildAuthorizationUrl(opened.config, {
        ...service.authorizationParameters,
        ...(service.scope && { scope: service.scope }),
        redirect_uri: redirectUri,
        state,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      }).href,
    );
  const url = await comeBack(options, isExpected, ask);
  return exchange(opened, service, { url, state, verifier });
}

/** From the question to the redirect. Whatever happens, the port is free afterwards. */
export async function comeBack(
  { ui, redirect, timeoutMs }: BrowserOptions,
  isExpected: (url: URL) => boolean,
  ask: (redirectUri: string) => Promise<void>,
): Promise<URL> {
  if (redirect.kind === 'pasted') {
    await ask(redirect.redirectUri);
    return pastedRedirect(ui, redirect.redirectUri, isExpected);
  }
  const loopback = await listenForRedirect({ ...redirect, isExpected });
  try {
    await ask(loopback.redirectUri);
    return await loopback.redirected(timeoutMs);
  } finally {
    await loopback.close();
  }
}

interface Redirected {
  url: URL;
  state: string;
  verifier: string;
}

async function exchange(
  { config, answers }: OAuth2Client,
  { tokenUrl, clientSecret, exchangeParameters }: OAuth2Service,
  { url, state, verifier }: Redirected,
): Promise<TokenSet> {
  const requestedAt = Date.now();
  // An issuer in the redirect (RFC 9207) is checked by servers that publish their metadata; profiles hold no issuer.
  url.searchParams.delete('iss');
  try {
    await client.authorizationCodeGrant(
      config,
      url,
      { expectedState: state, pkceCodeVerifier: verifier },
      exchangeParameters,
    );
  } catch (error) {
    throw told(error, new URL(tokenUrl).host, clientSecret, verifier, url.searchParams.get('code') ?? '');
  }
  return tokenSetOf(answers.last(), requestedAt);
}
