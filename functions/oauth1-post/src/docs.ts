import type { FunctionDocs } from '@lp-functions/platform';
import type definition from './index.ts';

export default {
  environment: {
    TARGET_URL: 'Where requests go; a payload may name other URLs of the same origin.',
    OAUTH1_SIGNATURE_METHOD: 'RSA methods sign with `rsaPrivateKey`, the others with the two secrets.',
    OAUTH1_REALM: 'Realm to name in the header; it is not signed.',
    OAUTH1_BODY_HASH: 'Whether to sign a hash of the body, except of forms, whose fields are signed anyway.',
    OAUTH1_TOKEN: '`optional`: signs with a token if its two secrets exist; `none` never reads them.',
  },
  secrets: {
    consumerKey: 'Names this client to the API.',
    consumerSecret: 'For HMAC methods and `PLAINTEXT`.',
    tokenKey: 'The access token; exists together with `tokenSecret` or not at all.',
    tokenSecret: 'The secret of the token.',
    rsaPrivateKey: 'PEM, for RSA methods.',
  },
  payload: {
    url: 'Absolute, or relative to `TARGET_URL`, which is the default.',
    query: 'Added to the URL; an array repeats its name.',
    headers: 'Besides the ones that the function sets.',
    body: 'An object or array is sent as JSON, or as a form if the content type says so; text as it is.',
  },
  result:
    '`{ statusCode, headers, body }` for every status; `headers` has lower-case names, `body` is parsed when it is JSON. ' +
    'The request is repeated only when no connection came about, each time with a signature of its own.',
} satisfies FunctionDocs<typeof definition>;
