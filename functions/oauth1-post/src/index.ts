import {
  type OAuth1Settings,
  oauth1NeedsOf,
  oauth1Signings,
  readOAuth1Credentials,
  resolveOAuth1Signing,
  SIGNATURE_METHODS,
  signRequest,
  TOKEN_NEEDS,
  usesRsa,
} from '@lp-functions/auth';
import {
  apiRequestFields,
  defineFunction,
  type Environment,
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

const environment = {
  TARGET_URL: url(),
  OAUTH1_PROVIDER: optional(text()),
  OAUTH1_TENANT: optional(text()),
  OAUTH1_SIGNATURE_METHOD: optional(oneOf(...SIGNATURE_METHODS)),
  OAUTH1_REALM: optional(text()),
  OAUTH1_BODY_HASH: optional(flag(), 'false'),
  OAUTH1_TOKEN: optional(oneOf(...TOKEN_NEEDS)),
};

type Variables = Environment<typeof environment>;

const settingsOf = (env: Variables): OAuth1Settings => ({
  provider: env.OAUTH1_PROVIDER,
  tenant: env.OAUTH1_TENANT,
  signatureMethod: env.OAUTH1_SIGNATURE_METHOD,
  realm: env.OAUTH1_REALM,
  token: env.OAUTH1_TOKEN,
});

const needsOf = (env: Variables) => oauth1NeedsOf(oauth1Signings, settingsOf(env));
const needsRsaKey = (env: Variables) => usesRsa(needsOf(env).signatureMethod);
const token = {
  when: (env: Variables) => needsOf(env).token !== 'none',
  optional: (env: Variables) => needsOf(env).token === 'optional',
};

export default defineFunction({
  name: 'oauth1_post',
  description: 'Sends a request signed with OAuth 1.0a: a POST, unless the payload names another method.',
  environment,
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
    const { signatureMethod, realm, token: need } = resolveOAuth1Signing(oauth1Signings, settingsOf(env));
    const credentials = await readOAuth1Credentials(secrets, signatureMethod, need);
    const sign = async () => {
      const { authorization, signature, url } = signRequest(request, credentials, {
        signatureMethod,
        realm,
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
