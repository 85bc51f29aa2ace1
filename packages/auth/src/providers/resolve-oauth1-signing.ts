import type { SignatureMethod } from '../oauth1/index.ts';
import { entryOf, named } from './resolve-token-endpoint.ts';
import { fill } from './template.ts';
import type { OAuth1Signing } from './types.ts';

/** What is configured. Each wins over what the provider would set. */
export interface OAuth1Settings {
  provider?: string | undefined;
  tenant?: string | undefined;
  signatureMethod?: SignatureMethod | undefined;
  realm?: string | undefined;
  token?: 'optional' | 'required' | 'none' | undefined;
}

export interface ResolvedOAuth1Signing {
  signatureMethod: SignatureMethod;
  realm: string | undefined;
  token: 'optional' | 'required' | 'none';
}

/** What a signature needs, whether or not everything else is configured rightly. */
export function oauth1NeedsOf(
  signings: Readonly<Record<string, OAuth1Signing>>,
  settings: OAuth1Settings,
): Pick<ResolvedOAuth1Signing, 'signatureMethod' | 'token'> {
  const signing = entryOf(signings, settings.provider);
  return {
    signatureMethod: settings.signatureMethod ?? signing?.signatureMethod ?? 'HMAC-SHA1',
    token: settings.token ?? tokenOf(signing),
  };
}

/**
 * How to sign, from a provider's name or from the settings themselves.
 * @param signings a table of `tables.ts`, or a few of one's own
 * @throws `CONFIG_INVALID` for a provider that is not in the table, a tenant that is missing
 */
export function resolveOAuth1Signing(
  signings: Readonly<Record<string, OAuth1Signing>>,
  settings: OAuth1Settings,
): ResolvedOAuth1Signing {
  const signing = named(signings, settings.provider, 'OAUTH1_PROVIDER');
  return {
    ...oauth1NeedsOf(signings, settings),
    realm: settings.realm ?? realmOf(signing, settings.tenant),
  };
}

const realmOf = (signing: OAuth1Signing | undefined, tenant: string | undefined) =>
  signing?.realm === undefined ? undefined : fill(signing.realm, { tenant }, 'OAUTH1_TENANT');

const tokenOf = (signing: OAuth1Signing | undefined) =>
  signing === undefined ? 'optional' : (signing.token ?? 'required');
