import type { AuthorizationCodeProfile, OAuth1Profile } from '@lp-functions/auth/profiles';
import { fill, resolveTokenEndpoint } from '@lp-functions/auth/profiles';
import { isFunctionError } from '@lp-functions/platform';
import { ConnectError } from './connect-error.ts';
import type { OAuth1Service } from './oauth1/three-legs.ts';
import type { OAuth2Service } from './oauth2/service.ts';
import type { ConnectOptions } from './options.ts';
import type { Ui } from './ui/ui.ts';

const SETTING_NAMES = { tokenUrl: '--token-url', provider: 'the service', tenant: '--tenant' };
/** Where an answer could not hold the place: asked for beforehand. */
const TENANT = /\{(tenant|TENANT|host)\}/;

/** What the client is called at the service, with its secret; asked for where it is missing. */
export async function readClient(options: ConnectOptions, ui: Ui, what: 'client' | 'consumer') {
  const id =
    options.clientId ??
    (await ui.ask(`The ${what === 'client' ? 'client ID' : 'consumer key'}`, '--client-id'));
  const secret =
    options.clientSecret ??
    (await ui.askSecret(`The ${what} secret`, 'the variable LP_CLIENT_SECRET or --client-secret-file'));
  return { clientId: id, clientSecret: secret };
}

/** @throws ConnectError `USAGE` */
export async function oauth2Service(
  profile: AuthorizationCodeProfile | undefined,
  options: ConnectOptions,
  ui: Ui,
): Promise<OAuth2Service> {
  const urls = options.urls ?? {};
  const places = await placesOf(
    profile,
    profile ? [profile.authorizationUrl, profile.endpoint.tokenUrl] : [],
    options,
    ui,
  );
  const wanted =
    options.scope ??
    (await ui.askOptional('Scopes, separated by spaces; nothing for what the service gives by itself'));
  return asUsage(async () => {
    const resolved = resolveTokenEndpoint(
      profile ? { [profile.provider]: profile.endpoint } : {},
      {
        provider: profile?.provider,
        ...places,
        tokenUrl: urls.token,
        clientAuth: options.clientAuth,
        scope: scopeWith(profile?.refreshScope, wanted),
      },
      SETTING_NAMES,
    );
    const filled = (template: string | undefined) =>
      template === undefined ? undefined : fill(template, places, SETTING_NAMES.tenant);
    return {
      authorizationUrl: urls.authorize ?? filled(profile?.authorizationUrl),
      tokenUrl: resolved.tokenUrl,
      deviceAuthorizationUrl: urls.device ?? filled(profile?.deviceAuthorizationUrl),
      clientAuth:
        resolved.clientAuth === 'client_secret_basic' ? 'client_secret_basic' : 'client_secret_post',
      ...(await readClient(options, ui, 'client')),
      scope: resolved.scope,
      authorizationParameters: { ...profile?.authorizationParameters, ...options.authorizeParameters },
      exchangeParameters: { ...profile?.exchangeParameters },
    };
  });
}

/** A scope of one's own is asked for, together with the one that makes the service give refresh tokens. */
function scopeWith(needed: string | undefined, wanted: string): string | undefined {
  const scopes = [...wanted.split(/\s+/).filter(Boolean), ...(needed === undefined ? [] : [needed])];
  return scopes.length > 0 ? [...new Set(scopes)].join(' ') : undefined;
}

/** @throws ConnectError `USAGE` */
export async function oauth1Service(
  profile: OAuth1Profile | undefined,
  options: ConnectOptions,
  ui: Ui,
): Promise<OAuth1Service> {
  const urls = options.urls ?? {};
  const legs = profile?.legs;
  const templates = [legs?.requestTokenUrl, profile?.signing.realm].filter((text) => text !== undefined);
  const places = await placesOf(profile, templates, options, ui);
  return asUsage(async () => {
    const url = (given: string | undefined, template: string | undefined, flag: string) => {
      if (given !== undefined) return given;
      if (template !== undefined) return fill(template, places, SETTING_NAMES.tenant);
      throw new ConnectError('USAGE', `Give ${flag}`);
    };
    const signatureMethod = options.signatureMethod ?? profile?.signing.signatureMethod ?? 'HMAC-SHA1';
    const realm =
      options.realm ?? (profile?.signing.realm && url(undefined, profile.signing.realm, '--realm'));
    return {
      requestTokenUrl: url(urls.requestToken, legs?.requestTokenUrl, '--request-token-url'),
      authorizeUrl: url(urls.authorize, legs?.authorizeUrl, '--authorize-url'),
      accessTokenUrl: url(urls.accessToken, legs?.accessTokenUrl, '--access-token-url'),
      method: legs?.method ?? 'POST',
      authorizeParameters: { ...legs?.authorizeParameters, ...options.authorizeParameters },
      isOutOfBand: legs?.callback === 'oob',
      signatureMethod,
      ...(realm && { realm }),
      consumer: await readConsumer(signatureMethod, options, ui),
    };
  });
}

async function readConsumer(
  signatureMethod: string,
  options: ConnectOptions,
  ui: Ui,
): Promise<OAuth1Service['consumer']> {
  if (!signatureMethod.startsWith('RSA')) {
    const { clientId, clientSecret } = await readClient(options, ui, 'consumer');
    return { consumerKey: clientId, consumerSecret: clientSecret };
  }
  if (options.privateKey === undefined) {
    throw new ConnectError('USAGE', `${signatureMethod} signs with a key: give --private-key-file`);
  }
  const consumerKey = options.clientId ?? (await ui.ask('The consumer key', '--client-id'));
  return { consumerKey, privateKey: options.privateKey };
}

/** The tenant is asked for where a template holds one and no default stands for it. */
async function placesOf(
  profile: AuthorizationCodeProfile | OAuth1Profile | undefined,
  templates: readonly string[],
  { tenant, account, urls }: ConnectOptions,
  ui: Ui,
): Promise<{ tenant?: string; account?: string }> {
  const fallback = profile?.kind === 'authorization_code' ? profile.endpoint.tenant : undefined;
  const isNeeded = templates.some((template) => TENANT.test(template)) && urls?.token === undefined;
  const known = tenant ?? fallback;
  const found =
    known === undefined && isNeeded
      ? await ui.ask(
          `${profile?.title}: ${profile?.tenant?.description}`,
          '--tenant',
          profile?.tenant?.example,
        )
      : known;
  const needsAccount = account === undefined && templates.some((template) => template.includes('{account}'));
  const number = needsAccount ? await ui.ask('The LivePerson account', '--account', '12345678') : account;
  return { ...(found !== undefined && { tenant: found }), ...(number !== undefined && { account: number }) };
}

/** What the library calls a wrong configuration is a wrong flag here. */
async function asUsage<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (isFunctionError(error))
      throw new ConnectError('USAGE', error.message.replace(/^CONFIG_INVALID: /, ''));
    throw error;
  }
}
