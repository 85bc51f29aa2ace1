import type {
  AuthorizationCodeProfile,
  JwtBearerEndpoint,
  JwtBearerProfile,
  TokenEndpoint,
} from '../types.ts';

export const googleTokens: TokenEndpoint = { tokenUrl: 'https://oauth2.googleapis.com/token' };

export const google: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'google',
  title: 'Google',
  documentation: [
    'https://developers.google.com/identity/protocols/oauth2/native-app',
    'https://developers.google.com/identity/protocols/oauth2/limited-input-device',
    'https://google.aip.dev/auth/4113',
    'https://developers.google.com/identity/openid-connect/reference',
  ],
  verified: false,
  missing: 'which parameters bring a refresh token, how long it lives and which error a dead one gives',
  endpoint: googleTokens,
  authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
  // `consent` again: a person who agreed before gets no refresh token otherwise.
  authorizationParameters: { access_type: 'offline', prompt: 'consent' },
  pkce: 'supported',
  redirect: 'any_port',
  deviceAuthorizationUrl: 'https://oauth2.googleapis.com/device/code',
  lifetime: { secs: 3_599, told: 'expires_in' },
  refreshToken: {
    rotation: 'never',
    lifetime: '6 months unused; 7 days while the consent screen is in testing',
  },
  deadGrants: ['invalid_grant'],
  notes: 'A client of the type "Desktop app" takes any port of 127.0.0.1; a web client only registered URLs.',
};

export const googleServiceAccountTokens: JwtBearerEndpoint = {
  isScopeInAssertion: true,
  tokenUrl: 'https://oauth2.googleapis.com/token',
};

export const googleServiceAccount: JwtBearerProfile = {
  kind: 'jwt_bearer',
  provider: 'google',
  title: 'Google service accounts',
  documentation: [
    'https://google.aip.dev/auth/4112',
    'https://developers.google.com/identity/protocols/oauth2/service-account',
  ],
  verified: true,
  endpoint: googleServiceAccountTokens,
  lifetime: { told: 'expires_in' },
  claims: {
    issuer: '`client_email` of the key file',
    subject: 'the same, or the user to act for with domain-wide delegation',
  },
  notes: 'The key is `private_key` of the key file; the scope is part of the assertion.',
};
