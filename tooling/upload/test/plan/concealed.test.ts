import { describe, expect, it } from 'vitest';
import { looksSecret } from '../../src/plan/concealed.ts';

const declared = (name: string, value: string) => looksSecret(name, value, { isDeclared: true });
const foreign = (name: string, value: string) => looksSecret(name, value, { isDeclared: false });

describe('looksSecret', () => {
  it.each([
    ['a key of Stripe', 'GREETING', 'sk_live_abcdefgh'],
    ['a token of GitHub', 'GREETING', 'ghp_abcdefghijkl'],
    ['a JSON Web Token', 'GREETING', 'eyJhbGciOiJIUzI1NiJ9.e30.abc'],
    ['a key in PEM', 'GREETING', '-----BEGIN PRIVATE KEY-----\nabc'],
    ['a password in a URL', 'TARGET_URL', 'https://user:hunter2@api.acme.com/'],
    ['a token in a query', 'TARGET_URL', 'https://api.acme.com/?access_token=aB3dE5fG7hJ9kL1mN3pQ'],
    ['a member of a JSON object', 'OAUTH2_EXTRA_PARAMS', '{"secret":"aB3dE5fG7hJ9kL1mN3pQ"}'],
    ['a credential where a name is expected', 'SECRET_CLIENT_ID', 'sk+live/9f8a7b6c5d'],
    ['a hexadecimal key', 'GREETING', '0123456789abcdef0123456789abcdef'],
  ])('takes %s for a credential, whatever the variable', (_, name, value) => {
    expect(declared(name, value)).toBe(true);
  });

  it.each([
    ['TARGET_URL', 'https://api.acme.com/v2/orders?status=open&limit=100'],
    ['TOKEN_URL', 'https://login.microsoftonline.com/9f1c2b7e-6d1d-4a55-8a3b-0c8f6f1a2b3c/oauth2/v2.0/token'],
    ['SECRET_CLIENT_ID', 'crm_client_id'],
    ['OAUTH1_TOKEN', 'required'],
    ['OAUTH2_SCOPE', 'https://www.acmeapis.com/auth/cloud-platform offline_access'],
    ['REQUEST_TIMEOUT_MS', '10000'],
    ['CONTEXT_NAMESPACE', 'Conversation_state_of_bots'],
  ])('shows the %s %s', (name, value) => {
    expect(declared(name, value)).toBe(false);
  });

  it.each(['API_KEY', 'CLIENT_SECRET', 'DBPASSWORD', 'ACCESS_TOKEN', 'KEY'])(
    'takes whatever stands in a variable %s for one, when the function knows no such variable',
    (name) => {
      expect(foreign(name, 'hunter2')).toBe(true);
      expect(foreign(`${name}_URL`, 'https://acme.com')).toBe(false);
    },
  );
});
