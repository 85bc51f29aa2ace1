import {
  readOAuth1Credentials,
  SIGNATURE_METHODS,
  type SignatureMethod,
  signRequest,
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

interface Settings {
  OAUTH1_SIGNATURE_METHOD: SignatureMethod;
  OAUTH1_TOKEN: 'optional' | 'required' | 'none';
}

const usesRsa = (env: Settings) => env.OAUTH1_SIGNATURE_METHOD.startsWith('RSA');
const usesToken = (env: Settings) => env.OAUTH1_TOKEN !== 'none';
const isTokenOptional = (env: Settings) => env.OAUTH1_TOKEN === 'optional';

export default defineFunction({
  name: 'oauth1_post',
  description: 'Sends a POST request signed with OAuth 1.0a.',
  environment: {
    TARGET_URL: url(),
    OAUTH1_SIGNATURE_METHOD: optional(oneOf(...SIGNATURE_METHODS), 'HMAC-SHA1'),
    OAUTH1_REALM: optional(text()),
    OAUTH1_BODY_HASH: optional(flag(), 'false'),
    OAUTH1_TOKEN: optional(oneOf('optional', 'required', 'none'), 'optional'),
  },
  payload: { ...apiRequestFields, method: optional(oneOf(...HTTP_METHODS), 'POST') },
  secrets: {
    consumerKey: { isIdentifier: true },
    consumerSecret: { when: (env) => !usesRsa(env) },
    tokenKey: { when: usesToken, optional: isTokenOptional },
    tokenSecret: { when: usesToken, optional: isTokenOptional },
    rsaPrivateKey: { when: usesRsa },
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
    // A request is repeated only if nothing of it was sent, and then with a signature of its own.
    const response = await http.send({ ...request, retry: unconnected, prepare: sign });
    return toResult(response, payload.response);
  },
});
