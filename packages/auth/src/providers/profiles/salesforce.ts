import type {
  AuthorizationCodeProfile,
  ClientCredentialsProfile,
  JwtBearerEndpoint,
  JwtBearerProfile,
  TokenEndpoint,
} from '../types.ts';

const tenant = {
  description: 'My Domain, for a sandbox with its name and `.sandbox`',
  example: 'acme` or `acme--dev.sandbox',
};
/** Answers name no lifetime. The session timeout is two hours unless an administrator changes it. */
const SESSION_SECS = 7_200;

export const salesforceTokens: TokenEndpoint = {
  tokenUrl: 'https://{tenant}.my.salesforce.com/services/oauth2/token',
  defaultTtlSecs: SESSION_SECS,
};

export const salesforce: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'salesforce',
  title: 'Salesforce',
  documentation: [
    'https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_refresh_token_flow.htm&type=5',
    'https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm&type=5',
  ],
  tenant,
  verified: true,
  endpoint: salesforceTokens,
  authorizationUrl: 'https://{tenant}.my.salesforce.com/services/oauth2/authorize',
  refreshScope: 'refresh_token',
  pkce: 'supported',
  redirect: 'registered',
  lifetime: { secs: SESSION_SECS, told: 'absent' },
  refreshToken: { rotation: 'optional', lifetime: 'as the policy of the app says' },
  deadGrants: ['invalid_grant'],
  notes:
    '`instance_url` in the answer is where the API is. Callback URLs of http are taken for localhost only.',
};

export const salesforceClientTokens: TokenEndpoint = {
  tokenUrl: 'https://{tenant}.my.salesforce.com/services/oauth2/token',
  defaultTtlSecs: SESSION_SECS,
};

export const salesforceClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'salesforce',
  title: 'Salesforce',
  documentation: [
    'https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_client_credentials_flow.htm&type=5',
  ],
  tenant,
  verified: true,
  endpoint: salesforceClientTokens,
  lifetime: { secs: SESSION_SECS, told: 'absent' },
  notes:
    'Works on My Domain only, not on login.salesforce.com; the app needs a user to run as. A scope must not be sent.',
};

export const salesforceJwtTokens: JwtBearerEndpoint = {
  tokenUrl: 'https://{tenant}.my.salesforce.com/services/oauth2/token',
  jwtAudience: 'https://login.salesforce.com',
  defaultTtlSecs: SESSION_SECS,
};

export const salesforceJwt: JwtBearerProfile = {
  kind: 'jwt_bearer',
  provider: 'salesforce',
  title: 'Salesforce',
  documentation: [
    'https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm&type=5',
  ],
  tenant,
  verified: true,
  endpoint: salesforceJwtTokens,
  lifetime: { secs: SESSION_SECS, told: 'absent' },
  claims: { issuer: 'consumer key of the app', subject: 'user name of the user to act as' },
  notes: 'In a sandbox the audience is https://test.salesforce.com (`JWT_AUDIENCE`).',
};
