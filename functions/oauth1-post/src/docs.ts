import type { FunctionDocs } from '@lp-functions/platform';
import type definition from './index.ts';

export default {
  environment: {
    TARGET_URL: 'where requests go; a payload may name other URLs of the same origin',
    OAUTH1_PROVIDER:
      'a service by its name, e.g. `netsuite`: stands for signature method, realm and token, each of which wins over it ([providers](providers.md))',
    OAUTH1_TENANT: 'what is your own, where the realm is made of it: the account of NetSuite',
    OAUTH1_SIGNATURE_METHOD:
      '`HMAC-SHA1` if neither this nor a provider is set; RSA methods sign with `rsaPrivateKey`, the others with the two secrets',
    OAUTH1_REALM: 'realm to name in the header; it is not signed',
    OAUTH1_BODY_HASH:
      'whether to sign a hash of the body, of the same kind as the signature, except of forms, whose fields are signed anyway',
    OAUTH1_TOKEN:
      '`optional`, also if neither this nor a provider is set: signs with a token if its two secrets exist; `none` never reads them',
  },
  secrets: {
    consumerKey: 'names this client to the API',
    consumerSecret: 'for HMAC methods and `PLAINTEXT`',
    tokenKey: 'the access token; exists together with `tokenSecret` or not at all',
    tokenSecret: 'the secret of the token',
    rsaPrivateKey: 'PEM without a passphrase, for RSA methods',
  },
  payload: {
    url: 'absolute, or relative to `TARGET_URL`, which is the default',
    query: 'added to the URL; an array repeats its name',
    headers: 'besides the ones that the function sets',
    body: 'an object or array is sent as JSON, or as a form if the content type says so; text as it is',
    method: 'the HTTP method; GET and HEAD have no body',
    response:
      '`auto` gives a JSON body parsed, any other as text; `text` always its text; `base64` its bytes',
  },
  result:
    '`{ statusCode, headers, body }` for every status; `headers` has lower-case names, `body` is parsed when it is JSON. ' +
    'The request is repeated only when no connection came about, each time with a signature of its own.',
} satisfies FunctionDocs<typeof definition>;
