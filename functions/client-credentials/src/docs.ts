import type { FunctionDocs } from '@lp-functions/platform';
import type definition from './index.ts';

export default {
  environment: {
    TOKEN_URL: 'the token endpoint of the authorization server',
    RESOURCE_URL: 'the API; base and default of the payload field `url`',
    OAUTH2_CLIENT_AUTH:
      'how the client authenticates; `client_secret_basic_raw` is Basic for servers that do not decode id and secret, `private_key_jwt` signs with RS256, ES256 or EdDSA, by the kind of the key',
    OAUTH2_SCOPE: 'scopes to ask for, separated by spaces',
    OAUTH2_AUDIENCE: 'the `audience` parameter, where a server wants one',
    OAUTH2_RESOURCE: 'URIs of the APIs that the token is for (RFC 8707), separated by spaces or commas',
    OAUTH2_EXTRA_PARAMS:
      'further parameters of the token request, e.g. `{"tenant":"acme"}`; parameters of the protocol are refused',
    OAUTH2_DEFAULT_TTL_SECS: 'seconds that a token is good for when the server does not say',
  },
  secrets: {
    clientId: 'the client',
    clientSecret: 'its secret',
    clientPrivateKey:
      'its private key instead of the secret, only for `private_key_jwt`: PEM, its line breaks perhaps written as `\\n`, or JWK',
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
    '`{ statusCode, headers, body }`, whatever the status; header names are lower-case, a JSON body is parsed. After a 401 the token is renewed and the request sent once more.',
} satisfies FunctionDocs<typeof definition>;
