import { readOAuth1Credentials, SIGNATURE_METHODS, signRequest } from '@lp-functions/auth';
import {
  apiRequestFields,
  defineFunction,
  flag,
  oneOf,
  optional,
  text,
  toHttpRequest,
  toResult,
  unconnected,
  url,
} from '@lp-functions/platform';

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
  payload: apiRequestFields,
  secrets: ['consumerKey', 'consumerSecret', 'tokenKey', 'tokenSecret', 'rsaPrivateKey'],
  targets: (env) => [env.TARGET_URL],
  async handler({ env, payload, secrets, http, clock, redactor }) {
    const request = toHttpRequest(payload, {
      http,
      base: env.TARGET_URL,
      method: 'POST',
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
      request.headers.authorization = authorization;
      request.url = url;
    };
    // A POST is repeated only if nothing of it was sent, and then with a signature of its own.
    return toResult(await http.send(Object.assign(request, { retry: unconnected, pace: sign })));
  },
});
