import type { FunctionDocs } from '@lp-functions/platform';
import type definition from './index.ts';

export default {
  environment: {
    TOKEN_URL: 'the token endpoint of the authorization server; needed without `OAUTH2_PROVIDER`',
    RESOURCE_URL: 'the API; base and default of the payload field `url`',
    OAUTH2_PROVIDER:
      'a service by its name, e.g. `salesforce`: stands for the variables that it needs, each of which wins over it ([providers](providers.md))',
    OAUTH2_TENANT: 'what is your own in the addresses of the provider, as the table of providers says',
    OAUTH2_GRANT:
      '`jwt_bearer` asks with a statement that `clientPrivateKey` signs (RFC 7523), as for service accounts of Google and connected apps of Salesforce; `client_credentials` with who the client is',
    OAUTH2_CLIENT_AUTH:
      'how the client authenticates; if unset as the provider wants it, else `client_secret_post`, with `jwt_bearer` not at all; `client_secret_basic_raw` is Basic for servers that do not decode id and secret, `private_key_jwt` signs with the `alg` of a JWK, else with RS256, ES256, ES384, ES512 or EdDSA, by the kind of the key',
    OAUTH2_SCOPE: 'scopes to ask for, separated by spaces',
    OAUTH2_AUDIENCE: 'the `audience` parameter, where a server wants one; `client_credentials` only',
    OAUTH2_RESOURCE: 'URIs of the APIs that the token is for (RFC 8707), separated by spaces or commas',
    OAUTH2_EXTRA_PARAMS:
      'further parameters of the token request, e.g. `{"tenant":"acme"}`; parameters of the protocol are refused',
    OAUTH2_DEFAULT_TTL_SECS:
      'seconds that a token is good for when the server does not say; 300 unless the provider knows better',
    OAUTH2_ASSERTION_AUDIENCE: '`aud` of the assertion of `private_key_jwt`; `TOKEN_URL` if unset',
    OAUTH2_KEY_ID:
      '`kid` in the header of assertions: what the server calls the key, needed by some for a PEM; a JWK brings its own `kid`, `x5t` and `x5t#S256`',
    JWT_ISSUER:
      '`jwt_bearer` only, and required there: who signs, a client id or the address of a service account',
    JWT_SUBJECT: '`jwt_bearer` only: the account that the token acts for; left out if unset',
    JWT_AUDIENCE: '`jwt_bearer` only: whom the statement is for; `TOKEN_URL` if unset',
  },
  secrets: {
    clientId: 'the client; not needed with `jwt_bearer` without `OAUTH2_CLIENT_AUTH`',
    clientSecret:
      'its secret; not with `private_key_jwt`, nor with `jwt_bearer` without `OAUTH2_CLIENT_AUTH`',
    clientPrivateKey:
      'its private key, only for `private_key_jwt` and `jwt_bearer`: PEM, its line breaks perhaps written as `\\n` and without a passphrase, or JWK',
  },
  payload: {
    url: 'absolute, or relative to `RESOURCE_URL`',
    method: 'the HTTP method',
    query: 'added to the URL',
    headers: 'added to the request',
    body: 'an object or array is sent as JSON, or as a form if the content type says so; text is sent as it is',
    response:
      '`auto` gives a JSON body parsed, any other as text; `text` always its text; `base64` its bytes',
  },
  result:
    '`{ statusCode, headers, body }`, whatever the status; header names are lower-case, a JSON body is parsed. After a 401 the token is renewed and the request sent once more, unless a renewal was in vain shortly before.',
} satisfies FunctionDocs<typeof definition>;
