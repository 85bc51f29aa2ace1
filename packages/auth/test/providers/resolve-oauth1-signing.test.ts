import { describe, expect, it } from 'vitest';
import { oauth1Signings, resolveOAuth1Signing } from '../../src/providers/index.ts';

const resolve = (settings: Parameters<typeof resolveOAuth1Signing>[1]) =>
  resolveOAuth1Signing(oauth1Signings, settings);

describe('resolveOAuth1Signing', () => {
  it('signs with HMAC-SHA1, and with a token if there is one, when nothing is configured', () => {
    expect(resolve({})).toEqual({ signatureMethod: 'HMAC-SHA1', realm: undefined, token: 'optional' });
  });

  it.each([
    ['1234567', '1234567'],
    ['1234567-sb1', '1234567_SB1'],
    ['1234567_SB1', '1234567_SB1'],
  ])('names the NetSuite account %s in the realm as NetSuite does', (tenant, realm) => {
    expect(resolve({ provider: 'netsuite', tenant })).toEqual({
      signatureMethod: 'HMAC-SHA256',
      realm,
      token: 'required',
    });
  });

  it('signs without a token where there is none', () => {
    expect(resolve({ provider: 'woocommerce' }).token).toBe('none');
  });

  it('lets each variable win', () => {
    const explicit = { signatureMethod: 'HMAC-SHA512', realm: 'mine', token: 'optional' } as const;
    expect(resolve({ provider: 'netsuite', ...explicit })).toEqual(explicit);
  });

  it('wants the tenant that the realm is made of', () => {
    expect(() => resolve({ provider: 'netsuite' })).toThrow('CONFIG_INVALID: OAUTH1_TENANT: ');
  });

  it('lists the providers for one it does not know', () => {
    expect(() => resolve({ provider: 'hubspot' })).toThrow(/^CONFIG_INVALID: OAUTH1_PROVIDER: .*netsuite/);
  });
});
