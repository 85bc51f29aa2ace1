import { REFUSED, type TokenDialogue } from '../dialogue.ts';

/** Tokens that clients of shops, calls and media get for themselves. */
export const SHOP_CLIENT_DIALOGUES: readonly TokenDialogue[] = [
  {
    provider: 'genesys',
    grant: 'client_credentials',
    tenant: 'mypurecloud.de',
    request: { url: 'https://login.mypurecloud.de/oauth/token', client: 'basic', form: {} },
    answer: { access_token: 'ACCESS', token_type: 'bearer', expires_in: 86_399 },
    lifetimeSecs: 86_399,
    refused: {
      status: 400,
      body: {
        error: 'invalid_client',
        description: 'client not found or invalid client secret',
        error_description: 'client not found or invalid client secret',
      },
    },
  },
  {
    provider: 'zoom',
    grant: 'client_credentials',
    tenant: 'AbCdEfGhIjKl',
    request: {
      url: 'https://zoom.us/oauth/token',
      client: 'basic',
      form: { grant_type: 'account_credentials', account_id: 'AbCdEfGhIjKl' },
    },
    answer: {
      access_token: 'ACCESS',
      token_type: 'bearer',
      expires_in: 3_600,
      scope: 'user:read:user:admin',
      api_url: 'https://api.zoom.us',
    },
    lifetimeSecs: 3_600,
    refused: { status: 400, body: { reason: 'Invalid client_id or client_secret', error: 'invalid_client' } },
  },
  {
    provider: 'box',
    grant: 'client_credentials',
    tenant: '123456',
    request: {
      url: 'https://api.box.com/oauth2/token',
      client: 'body',
      form: { box_subject_type: 'enterprise', box_subject_id: '123456' },
    },
    // The documentation's example names no `token_type`.
    answer: { access_token: 'ACCESS', expires_in: 4_123, restricted_to: [], issued_token_type: 'bearer' },
    lifetimeSecs: 4_123,
    refused: {
      status: 400,
      body: { error: 'invalid_client', error_description: 'The client credentials are invalid' },
    },
  },
  {
    provider: 'shopify',
    grant: 'client_credentials',
    tenant: 'acme',
    request: { url: 'https://acme.myshopify.com/admin/oauth/access_token', client: 'body', form: {} },
    answer: { access_token: 'ACCESS', scope: 'read_orders', expires_in: 86_399 },
    lifetimeSecs: 86_399,
    refused: REFUSED,
  },
  {
    provider: 'ebay',
    grant: 'client_credentials',
    tenant: 'api.sandbox',
    request: {
      url: 'https://api.sandbox.ebay.com/identity/v1/oauth2/token',
      client: 'basic',
      form: { scope: 'https://api.ebay.com/oauth/api_scope' },
    },
    answer: { access_token: 'ACCESS', expires_in: 7_200, token_type: 'Application Access Token' },
    lifetimeSecs: 7_200,
    refused: {
      status: 401,
      body: { error: 'invalid_client', error_description: 'client authentication failed' },
    },
  },
  {
    provider: 'commercetools',
    grant: 'client_credentials',
    tenant: 'europe-west1.gcp',
    scope: 'view_orders:acme',
    request: {
      url: 'https://auth.europe-west1.gcp.commercetools.com/oauth/token',
      client: 'basic',
      form: { scope: 'view_orders:acme' },
    },
    answer: { access_token: 'ACCESS', expires_in: 172_800, scope: 'view_orders:acme', token_type: 'Bearer' },
    lifetimeSecs: 172_800,
    refused: {
      status: 401,
      body: {
        statusCode: 401,
        message: 'Please provide valid client credentials.',
        errors: [{ code: 'invalid_client', message: 'Please provide valid client credentials.' }],
        error: 'invalid_client',
        error_description: 'Please provide valid client credentials.',
      },
    },
  },
  {
    provider: 'ups',
    grant: 'client_credentials',
    tenant: 'wwwcie',
    request: { url: 'https://wwwcie.ups.com/security/v1/oauth/token', client: 'basic', form: {} },
    answer: {
      token_type: 'Bearer',
      issued_at: '1690000000000',
      client_id: 'dialogue-client',
      access_token: 'ACCESS',
      expires_in: '14399',
      status: 'approved',
    },
    lifetimeSecs: 14_399,
    refused: {
      status: 401,
      body: { response: { errors: [{ code: '10401', message: 'ClientId is Invalid' }] } },
    },
  },
  {
    provider: 'fedex',
    grant: 'client_credentials',
    request: { url: 'https://apis.fedex.com/oauth/token', client: 'body', form: {} },
    answer: { access_token: 'ACCESS', token_type: 'bearer', expires_in: 3_599, scope: 'CXS' },
    lifetimeSecs: 3_599,
    refused: {
      status: 401,
      body: {
        transactionId: '624d',
        errors: [{ code: 'NOT.AUTHORIZED.ERROR', message: 'The given client credentials were not valid.' }],
      },
    },
  },
  {
    provider: 'adobe',
    grant: 'client_credentials',
    scope: 'openid AdobeID ff_apis',
    request: {
      url: 'https://ims-na1.adobelogin.com/ims/token/v3',
      client: 'body',
      form: { scope: 'openid,AdobeID,ff_apis' },
    },
    answer: { access_token: 'ACCESS', token_type: 'bearer', expires_in: 86_399 },
    lifetimeSecs: 86_399,
    refused: {
      status: 401,
      body: { error: 'invalid_client', error_description: 'invalid client_secret parameter' },
    },
  },
  {
    provider: 'marketo',
    grant: 'client_credentials',
    tenant: '123-ABC-456',
    request: { url: 'https://123-ABC-456.mktorest.com/identity/oauth/token', client: 'body', form: {} },
    answer: { access_token: 'ACCESS', token_type: 'bearer', expires_in: 3_599, scope: 'apis@acme.example' },
    lifetimeSecs: 3_599,
    refused: { status: 401, body: { error: 'invalid_client', error_description: 'Bad client credentials' } },
  },
  {
    provider: 'spotify',
    grant: 'client_credentials',
    request: { url: 'https://accounts.spotify.com/api/token', client: 'basic', form: {} },
    answer: { access_token: 'ACCESS', token_type: 'bearer', expires_in: 3_600 },
    lifetimeSecs: 3_600,
    refused: { status: 400, body: { error: 'invalid_client', error_description: 'Invalid client secret' } },
  },
  {
    provider: 'twitch',
    grant: 'client_credentials',
    request: { url: 'https://id.twitch.tv/oauth2/token', client: 'body', form: {} },
    answer: { access_token: 'ACCESS', expires_in: 5_011_271, token_type: 'bearer' },
    lifetimeSecs: 5_011_271,
    refused: { status: 403, body: { status: 403, message: 'invalid client secret' } },
  },
];
