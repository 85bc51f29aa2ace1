import { DEAD, REFUSED, type TokenDialogue } from '../dialogue.ts';

/** Refresh tokens at shops and media. */
export const SHOP_REFRESHES: readonly TokenDialogue[] = [
  {
    provider: 'shopify',
    grant: 'refresh_token',
    tenant: 'acme',
    request: { url: 'https://acme.myshopify.com/admin/oauth/access_token', client: 'body', form: {} },
    answer: {
      access_token: 'ACCESS',
      expires_in: 3_600,
      refresh_token: 'REFRESH',
      refresh_token_expires_in: 7_776_000,
      scope: 'read_orders',
    },
    lifetimeSecs: 3_600,
    dead: DEAD,
    refused: REFUSED,
  },
  {
    provider: 'ebay',
    grant: 'refresh_token',
    request: { url: 'https://api.ebay.com/identity/v1/oauth2/token', client: 'basic', form: {} },
    answer: { access_token: 'ACCESS', expires_in: 7_200, token_type: 'User Access Token' },
    lifetimeSecs: 7_200,
    dead: {
      status: 400,
      body: {
        error: 'invalid_grant',
        error_description:
          'the provided authorization refresh token is invalid or was issued to another client',
      },
    },
    refused: {
      status: 401,
      body: { error: 'invalid_client', error_description: 'client authentication failed' },
    },
  },
  {
    provider: 'amazon',
    grant: 'refresh_token',
    request: { url: 'https://api.amazon.com/auth/o2/token', client: 'body', form: {} },
    answer: { access_token: 'ACCESS', refresh_token: 'SAME', token_type: 'bearer', expires_in: 3_600 },
    lifetimeSecs: 3_600,
    dead: {
      status: 400,
      body: {
        error: 'invalid_grant',
        error_description: 'The request has an invalid grant parameter : refresh_token',
        request_id: '7c1f',
      },
    },
    refused: {
      status: 401,
      body: { error: 'invalid_client', error_description: 'Client authentication failed' },
    },
  },
  {
    provider: 'linkedin',
    grant: 'refresh_token',
    request: { url: 'https://www.linkedin.com/oauth/v2/accessToken', client: 'body', form: {} },
    answer: {
      access_token: 'ACCESS',
      expires_in: 5_184_000,
      refresh_token: 'SAME',
      refresh_token_expires_in: 439_200,
    },
    lifetimeSecs: 5_184_000,
    dead: DEAD,
    refused: REFUSED,
  },
  {
    provider: 'x',
    grant: 'refresh_token',
    request: { url: 'https://api.x.com/2/oauth2/token', client: 'basic', form: {} },
    answer: {
      token_type: 'bearer',
      expires_in: 7_200,
      access_token: 'ACCESS',
      scope: 'tweet.read offline.access',
      refresh_token: 'REFRESH',
    },
    lifetimeSecs: 7_200,
    dead: DEAD,
    refused: {
      status: 401,
      body: { error: 'unauthorized_client', error_description: 'Missing valid authorization header' },
    },
  },
  {
    provider: 'spotify',
    grant: 'refresh_token',
    request: { url: 'https://accounts.spotify.com/api/token', client: 'basic', form: {} },
    answer: { access_token: 'ACCESS', token_type: 'Bearer', expires_in: 3_600, scope: 'user-read-private' },
    lifetimeSecs: 3_600,
    dead: { status: 400, body: { error: 'invalid_grant', error_description: 'Refresh token revoked' } },
    refused: { status: 400, body: { error: 'invalid_client', error_description: 'Invalid client secret' } },
  },
];
