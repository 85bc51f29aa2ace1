import type { SignatureMethod } from '../oauth1/index.ts';
import { named } from './resolve-token-endpoint.ts';
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
    signatureMethod: settings.signatureMethod ?? signing?.signatureMethod ?? 'HMAC-SHA1',
    realm: settings.realm ?? realmOf(signing, settings.tenant),
    token: settings.token ?? tokenOf(signing),
  };
}

const realmOf = (signing: OAuth1Signing | undefined, tenant: string | undefined) =>
  signing?.realm === undefined ? undefined : fill(signing.realm, { tenant }, 'OAUTH1_TENANT');

const tokenOf = (signing: OAuth1Signing | undefined) =>
  signing === undefined ? 'optional' : (signing.token ?? 'required');
