import type { FunctionDocs } from '@lp-functions/platform';
import type definition from './index.ts';

export default {
  environment: {
    TOKEN_URL: 'token endpoint of the only connection, which results call `default`; or set `CONNECTIONS`',
    CONNECTIONS:
      'name of a secret that lists many: a JSON array of groups `{ tokenUrl, clientAuth?, scope?, storage?, clientId?, clientSecret?, names }`; `clientId` and `clientSecret` name secrets that the group shares, else each connection has its own, e.g. `acme_clientId`',
    OAUTH2_CLIENT_AUTH:
      'how the client authenticates; `client_secret_basic_raw` is for servers that do not decode Basic credentials',
    OAUTH2_SCOPE: 'narrower scope to ask for; most servers want none here',
    OAUTH2_EXTRA_PARAMS: 'further parameters of the token request',
    TOKEN_STORAGE: 'two secrets, or one that is written in one step',
    REFRESH_WITHIN_SECS:
      'refresh only what expires within so many seconds, 0 for whatever the run finds; needs the storage `single`',
  },
  secrets: {
    clientId: 'of a connection `acme`: `acme_clientId`, and so on',
    clientSecret: 'not for `private_key_jwt`',
    clientPrivateKey: 'PEM or JWK, for `private_key_jwt` instead of `clientSecret`',
    refreshToken: '`separate` only; the one that a person got by connecting the account',
    accessToken: '`separate` only; any text until the first run',
    tokenSet:
      '`single` only: `{ access_token, refresh_token, expires_at, scope?, token_type? }`, `expires_at` in seconds since 1970; to begin with, `refresh_token` is enough',
  },
  payload: {
    connections: 'refresh only these',
    force: 'refresh whatever the tokens have left',
  },
  result:
    '`{ refreshed: [{ connection, expiresAt, rotated }], skipped: [{ connection, reason, expiresAt }], failed: [] }`; `expiresAt` is ISO 8601 or null, `reason` is `not due` or `refreshed by another run`. If a connection fails, the others are refreshed and then the run fails with `REFRESH_FAILED`.',
} satisfies FunctionDocs<typeof definition>;
