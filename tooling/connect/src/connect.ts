import type { AuthorizationCodeProfile, OAuth1Profile } from '@lp-functions/auth/profiles';
import { openBrowser } from './browser.ts';
import { ConnectError } from './connect-error.ts';
import { secretsOfClient, secretsOfOAuth1, secretsOfTokens } from './destination/secrets.ts';
import { chooseDestination, type LocalSecrets, type Stored, store } from './destination/store.ts';
import { connectWithOAuth1 } from './oauth1/three-legs.ts';
import { type BrowserOptions, connectInBrowser, type Redirect } from './oauth2/authorization-code.ts';
import { connectByDevice } from './oauth2/device-code.ts';
import { renew } from './oauth2/renew.ts';
import type { TokenSet } from './oauth2/token-set.ts';
import type { ConnectOptions } from './options.ts';
import { chooseProfile } from './profile.ts';
import { oauth1Service, oauth2Service } from './service.ts';
import type { Ui } from './ui/ui.ts';

/** What is there besides options: replaced in tests. */
export interface Surroundings {
  ui: Ui;
  /** Shows a URL in a browser. @returns false where there is none */
  open?(url: string): Promise<boolean>;
  /** The secrets of the emulated platform. */
  local?: LocalSecrets;
  /** Where `print` writes. @default standard output */
  print?(text: string): void;
  /** The header for the function's door. */
  invokeAuthorization?: string;
}

/** What came of it: no credential is in it. */
export interface Connected {
  connection: string;
  provider: string;
  kind: 'authorization_code' | 'oauth1';
  stored: Stored;
  /** ISO 8601; null where the service does not say. */
  expiresAt: string | null;
  /** Whether a refresh was tried, and worked. */
  verified: boolean;
}

/** As registered where a service wants one port. */
const DEFAULT_PORT = 8_765;

/**
 * From the credentials of a client to tokens where a function finds them.
 * @throws ConnectError
 */
export async function connect(options: ConnectOptions, around: Surroundings): Promise<Connected> {
  const profile = await chooseProfile(options, around.ui);
  const isOAuth1 = profile ? profile.kind === 'oauth1' : options.urls?.requestToken !== undefined;
  if (isOAuth1) return connectOAuth1(profile?.kind === 'oauth1' ? profile : undefined, options, around);
  return connectOAuth2(profile?.kind === 'authorization_code' ? profile : undefined, options, around);
}

async function connectOAuth2(
  profile: AuthorizationCodeProfile | undefined,
  options: ConnectOptions,
  around: Surroundings,
): Promise<Connected> {
  const { ui } = around;
  const { connection } = options;
  const service = await oauth2Service(profile, options, ui);
  const destination = await chooseDestination(options, around);
  const granted = options.device
    ? await connectByDevice(service, { ui, timeoutMs: options.timeoutMs })
    : await connectInBrowser(service, await browserOptions(profile?.redirect, options, around));
  ui.say(`${new URL(service.tokenUrl).host} gave tokens${until(granted)}`);
  const tokens = options.verify ? await renew(service, granted) : granted;
  if (options.verify) ui.say(`Refreshing works${until(tokens)}`);
  const stored = await store(destination, around, {
    connection,
    tokens,
    secrets: {
      ...secretsOfClient(connection, service),
      ...secretsOfTokens(connection, options.storage, tokens),
    },
  });
  return {
    connection,
    provider: profile?.provider ?? 'other',
    kind: 'authorization_code',
    stored,
    expiresAt: expiryOf(tokens),
    verified: options.verify ?? false,
  };
}

async function connectOAuth1(
  profile: OAuth1Profile | undefined,
  options: ConnectOptions,
  around: Surroundings,
): Promise<Connected> {
  const { connection } = options;
  const service = await oauth1Service(profile, options, around.ui);
  const destination = await chooseDestination(options, around);
  if (destination.kind === 'context') {
    throw new ConnectError('USAGE', 'Tokens of OAuth 1.0a are kept in secrets: there is nothing to renew');
  }
  const redirect = profile?.legs?.callback === 'registered' ? 'registered' : 'any_port';
  const token = await connectWithOAuth1(service, await browserOptions(redirect, options, around));
  around.ui.say(`${new URL(service.accessTokenUrl).host} gave a token, which stays good until it is revoked`);
  const secrets = secretsOfOAuth1(connection, service.consumer, token);
  const stored = await store(destination, around, { connection, secrets });
  const provider = profile?.provider ?? 'other';
  return { connection, provider, kind: 'oauth1', stored, expiresAt: null, verified: false };
}

async function browserOptions(
  allowed: AuthorizationCodeProfile['redirect'] = 'any_port',
  options: ConnectOptions,
  around: Surroundings,
): Promise<BrowserOptions> {
  const { ui, open = openBrowser } = around;
  return {
    ui,
    redirect: await redirectOf(allowed, options, ui),
    timeoutMs: options.timeoutMs,
    async open(url) {
      ui.show('Open this address in a browser, if none opens by itself', url);
      if (!(await open(url))) ui.warn('No browser was found');
    },
  };
}

async function redirectOf(
  allowed: AuthorizationCodeProfile['redirect'],
  { redirectUri, port }: ConnectOptions,
  ui: Ui,
): Promise<Redirect> {
  const registered =
    redirectUri ??
    (allowed === 'https_only'
      ? await ui.ask('The redirect URL that is registered (the service takes https only)', '--redirect-uri')
      : undefined);
  if (registered !== undefined) return registeredRedirect(registered);
  if (allowed === 'any_port')
    return { kind: 'loopback', host: '127.0.0.1', port: port ?? 0, path: '/callback' };
  const redirect: Redirect = {
    kind: 'loopback',
    host: 'localhost',
    port: port ?? DEFAULT_PORT,
    path: '/callback',
  };
  ui.say(
    `Register http://localhost:${redirect.port}/callback as redirect URL at the service, if it is not yet`,
  );
  return redirect;
}

/** @throws ConnectError `USAGE` */
function registeredRedirect(text: string): Redirect {
  if (!URL.canParse(text)) throw new ConnectError('USAGE', '--redirect-uri: expected a URL');
  const url = new URL(text);
  const host = url.hostname;
  if (url.protocol === 'http:' && (host === '127.0.0.1' || host === 'localhost')) {
    return { kind: 'loopback', host, port: Number(url.port || 80), path: url.pathname };
  }
  return { kind: 'pasted', redirectUri: url.origin + url.pathname };
}

const expiryOf = ({ expires_at }: TokenSet): string | null =>
  expires_at === undefined ? null : new Date(expires_at * 1_000).toISOString();

const until = (tokens: TokenSet): string => {
  const expiry = expiryOf(tokens);
  return expiry === null ? '; how long they are good for it does not say' : `, good until ${expiry}`;
};
