import {
  readOAuth1Credentials,
  SIGNATURE_METHODS,
  type SignatureMethod,
  signRequest,
  TOKEN_NEEDS,
  type TokenNeed,
  usesRsa,
} from '@lp-functions/auth';
import {
  apiRequestFields,
  defineFunction,
  flag,
  HTTP_METHODS,
  oneOf,
  optional,
  text,
  toHttpRequest,
  toResult,
  unconnected,
  url,
} from '@lp-functions/platform';

interface Variables {
  OAUTH1_SIGNATURE_METHOD: SignatureMethod;
  OAUTH1_TOKEN: TokenNeed;
}

const needsRsaKey = (env: Variables) => usesRsa(env.OAUTH1_SIGNATURE_METHOD);
const token = {
  when: (env: Variables) => env.OAUTH1_TOKEN !== 'none',
  optional: (env: Variables) => env.OAUTH1_TOKEN === 'optional',
};

export default defineFunction({
  name: 'oauth1_post',
  description: 'Sends a request signed with OAuth 1.0a: a POST, unless the payload names another method.',
  environment: {
    TARGET_URL: url(),
    OAUTH1_SIGNATURE_METHOD: optional(oneOf(...SIGNATURE_METHODS), 'HMAC-SHA1'),
    OAUTH1_REALM: optional(text()),
    OAUTH1_BODY_HASH: optional(flag(), 'false'),
    OAUTH1_TOKEN: optional(oneOf(...TOKEN_NEEDS), 'optional'),
  },
  payload: { ...apiRequestFields, method: optional(oneOf(...HTTP_METHODS), 'POST') },
  secrets: {
    consumerKey: { isIdentifier: true },
    consumerSecret: { when: (env) => !needsRsaKey(env) },
    tokenKey: token,
    tokenSecret: token,
    rsaPrivateKey: { when: needsRsaKey },
  },
  targets: (env) => [env.TARGET_URL],
  async handler({ env, payload, secrets, http, clock, redactor }) {
    const request = toHttpRequest(payload, {
      http,
      base: env.TARGET_URL,
      method: payload.method,
      formError: 'SIGNATURE_FAILED',
    });
    const signatureMethod = env.OAUTH1_SIGNATURE_METHOD;
    const credentials = await readOAuth1Credentials(secrets, signatureMethod, env.OAUTH1_TOKEN);
    const sign = async () => {
      const { authorization, signature, url } = signRequest(request, credentials, {
        signatureMethod,
        realm: env.OAUTH1_REALM,
        bodyHash: env.OAUTH1_BODY_HASH,
        timestamp: Math.floor(clock.now() / 1_000),
      });
      redactor.add(authorization, signature);
      return { url, headers: { ...request.headers, authorization } };
    };
    // It is repeated only if nothing of it was sent, and then with a signature of its own.
    const response = await http.send({ ...request, retry: unconnected, prepare: sign });
    return toResult(response, payload.response);
  },
});
