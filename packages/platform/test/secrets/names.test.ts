import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountName, isSecretName, secretVariable } from '../../src/secrets/names.ts';

it.each([
  ['clientId', 'SECRET_CLIENT_ID'],
  ['rsaPrivateKey', 'SECRET_RSA_PRIVATE_KEY'],
  ['token', 'SECRET_TOKEN'],
])('%s is overridden by %s', (name, variable) => expect(secretVariable(name)).toBe(variable));

describe('the name of a secret', () => {
  it.each([
    'crm_client_id',
    'clientSecret',
    'acme-prod_refreshToken',
    'acme_eu_2024_clientSecret',
    'CRM_CLIENT_SECRET',
    'salesforce.clientId',
    'LIVEPERSON_DEFAULT_APP_KEY',
    'lp-faas-default-app-key',
    'oauth1ConsumerKeyV2',
    '4711_clientId',
    'k',
  ])('may be %s', (name) => expect(isSecretName(name)).toBe(true));

  it.each([
    ['a key with characters that no name has', 'sk+live/9f8a0c1d2e3f'],
    ['a key of Stripe', 'sk_live_51Hq8wZ2eZvKYlo2C0aBcDeF9g'],
    ['a token of GitHub', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a'],
    ['a token of Slack', 'xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzzqgy'],
    ['a token of Google', 'ya29.a0AfH6SMBx3Jk9qLw8ZtY5vN2rC7'],
    [
      'a JWT',
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P',
    ],
    ['hexadecimal digits', '9f86d081884c7d659a2feaa0c55ad015'],
    ['a UUID', '3f2504e0-4f89-11d3-9a0c-0305e82c3301'],
    ['digits', '10000001'],
    ['words', 'my secret'],
    ['JSON', '{"user":"a"}'],
    ['a key in PEM', '-----BEGIN PRIVATE KEY-----'],
    ['base64', 'c2VjcmV0LXZhbHVlLTEyMw=='],
  ])('is not %s', (_, text) => expect(isSecretName(text)).toBe(false));

  it('is hardly ever what a generator of credentials makes', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
    const credentials = fc.sample(
      fc.string({ unit: fc.constantFrom(...alphabet), minLength: 24, maxLength: 40 }),
      {
        numRuns: 2_000,
        seed: 1,
      },
    );

    expect(credentials.filter(isSecretName).length).toBeLessThan(20);
  });
});

describe('the account’s name of a declared secret', () => {
  it('is its own, unless a variable names another', () => {
    expect(accountName('clientId', {})).toBe('clientId');
    expect(accountName('clientId', { SECRET_CLIENT_ID: '' })).toBe('clientId');
    expect(accountName('clientId', { SECRET_CLIENT_ID: 'crm_id' })).toBe('crm_id');
  });

  it('is refused where the credential itself was entered, without repeating it', () => {
    const credential = 'sk+live/9f8a0c1d2e3f';

    expect(() => accountName('clientSecret', { SECRET_CLIENT_SECRET: credential })).toThrow(
      /^CONFIG_INVALID: SECRET_CLIENT_SECRET: expected the name of a secret/,
    );
    expect(() => accountName('clientSecret', { SECRET_CLIENT_SECRET: credential })).not.toThrow(credential);
  });
});
