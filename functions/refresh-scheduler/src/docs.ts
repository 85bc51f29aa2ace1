import { contextEnvironmentDocs, contextSecretsDocs } from '@lp-functions/context-store';
import type { FunctionDocs } from '@lp-functions/platform';
import type definition from './index.ts';

export default {
  environment: {
    TOKEN_URL:
      'token endpoint of the only connection, which results call `default`; or set `OAUTH2_PROVIDER`, or `CONNECTIONS`',
    CONNECTIONS:
      'name of a secret that lists many, or of several, separated by commas: a JSON array of groups `{ provider | tokenUrl, tenant?, name?, grant?, clientAuth?, scope?, extra?, storage?, defaultTtlSecs?, withinSecs?, clientId?, clientSecret?, issuer?, subject?, audience?, names }`; `clientId` and `clientSecret` name secrets that the group shares, else each connection has its own, e.g. `acme_clientId`',
    OAUTH2_PROVIDER:
      'the service of the only connection, or of groups that name neither theirs nor a token endpoint, e.g. `hubspot`: stands for the variables that it needs, each of which wins over it ([providers](providers.md)). In a group `provider` wins over the variables, which are for all groups',
    OAUTH2_TENANT:
      'what is your own in the addresses of the provider, as the table of providers says; in a group `tenant`',
    OAUTH2_CLIENT_AUTH:
      'how the client authenticates; if unset as the provider wants it, else `client_secret_post`; `client_secret_basic_raw` is for servers that do not decode Basic credentials',
    OAUTH2_SCOPE: 'narrower scope to ask for; most servers want none here',
    OAUTH2_EXTRA_PARAMS: 'further parameters of the token request',
    OAUTH2_DEFAULT_TTL_SECS:
      'lifetime of tokens whose server names none; without it they are refreshed in every run',
    TOKEN_STORAGE:
      '`separate`: two secrets; `single`: one, written in one step; `context`: sealed, in the context session store',
    REFRESH_WITHIN_SECS:
      'refresh only what expires within so many seconds, 0 for whatever the run finds; needs the storage `single` or `context`',
    SHARD: 'which part of the connections this deployment refreshes, e.g. `3/10`',
    FAILURE_REMINDER_HOURS: 'how often a run fails anew because of what is known to fail',
    ...contextEnvironmentDocs,
    CONTEXT_NAMESPACE: '`context` only: the namespace of the tokens, best one of its own',
  },
  secrets: {
    clientId: 'of a connection `acme`: `acme_clientId`, and so on',
    clientSecret: 'not for `private_key_jwt`',
    clientPrivateKey:
      'PEM or JWK, for `private_key_jwt` instead of `clientSecret`, and for the grant `jwt_bearer`',
    refreshToken: '`separate` only; the one that a person got by connecting the account',
    accessToken: '`separate` only; any text until the first run',
    tokenSet:
      '`single` only: `{ access_token, refresh_token, expires_at, scope?, token_type? }`, `expires_at` in seconds since 1970; to begin with, `refresh_token` is enough. While it fails it holds `failure: { code, since, count, next_try }` as well',
    tokenSealingKey:
      '`context` only: 32 random bytes as base64, e.g. of `openssl rand -base64 32`; to replace it, put the new one in front of the old one, with a comma between them',
    ...contextSecretsDocs,
  },
  payload: {
    connections: 'refresh only these',
    force: 'refresh whatever the tokens have left, and whatever is known to fail',
    report: 'answer the state of all connections instead, without a request to their servers',
    store:
      '`context` only: connections to add, replace or, with null, remove: `{ "<name>": { group, refresh_token, ... } | null }`; nothing is refreshed in this run',
  },
  result:
    '`{ refreshed: [{ connection, expiresAt, rotated }], skipped: [{ connection, reason, expiresAt, since? }], postponed: [{ connection }], recovered: ["name"], failed: [] }`; times are ISO 8601, `expiresAt` may be null. When a connection fails for the first time, and every `FAILURE_REMINDER_HOURS` while it does, the others are refreshed and then the run fails with `REFRESH_FAILED`; in between it is `skipped`, with what has to be done as `reason`. More in [docs/refresh.md](docs/refresh.md).',
} satisfies FunctionDocs<typeof definition>;
