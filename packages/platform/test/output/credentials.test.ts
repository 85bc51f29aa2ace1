import { describe, expect, it } from 'vitest';
import { credentialsIn } from '../../src/output/credentials.ts';

describe('the credentials in a secret', () => {
  it.each([
    ['text', 'abc', ['abc']],
    ['a number', 12345678, ['12345678']],
    ['nothing', undefined, ['']],
  ])('that is %s are all of it', (_, value, expected) => expect(credentialsIn(value)).toEqual(expected));

  it.each([
    ['an object', { user: 'svc-orders', password: 'pa55' }],
    ['the JSON text of one', '{"user":"svc-orders","password":"pa55"}'],
  ])('that is %s are its text and its members, too', (_, value) => {
    const found = credentialsIn(value);

    expect(found).toContain('{"user":"svc-orders","password":"pa55"}');
    expect(found).toEqual(expect.arrayContaining(['svc-orders', 'pa55']));
  });

  it('are found at any depth, numbers as text', () => {
    expect(credentialsIn({ keys: [{ pin: 12345678 }, 'second'] })).toEqual(
      expect.arrayContaining(['12345678', 'second']),
    );
  });

  it('of a token set are its tokens, not the rest: its scope may stand in any result', () => {
    const tokenSet = {
      access_token: 'the-access-token',
      refresh_token: 'the-refresh-token',
      expires_at: 1_760_000_000,
      scope: 'orders:read',
      token_type: 'Bearer',
      instance_url: 'https://acme.example.com',
      failure: { code: 'invalid_grant', since: 1_760_000_000 },
    };

    expect(
      credentialsIn(tokenSet)
        .slice(1)
        .filter((text) => text !== ''),
    ).toEqual(['the-access-token', 'the-refresh-token']);
  });

  it('of a key are its private members', () => {
    const jwk = { kty: 'EC', crv: 'P-256', kid: 'key-2026-01', x: 'public-x', y: 'public-y', d: 'private-d' };

    expect(credentialsIn(jwk).slice(1)).toEqual(['private-d']);
  });
});
