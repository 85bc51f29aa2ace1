// The world of a lambda without a network: a secret store, a token endpoint and an API that answer at once. What is
// replaced is the lowest place where each client can be met: the toolbelts, the global fetch, node:https.
const https = require('node:https');
const { Readable, Writable } = require('node:stream');

const TOKEN = 'an-access-token-of-the-stub';
const SECRETS = { clientId: 'the-client', clientSecret: 'the-secret-of-the-client' };
const HEADERS = { 'content-type': 'application/json' };

Object.assign(process.env, {
  TOKEN_URL: 'https://login.example.com/token',
  RESOURCE_URL: 'https://api.example.com/orders',
});

/** How often each was asked. */
const asked = { token: 0, api: 0 };

/** @param authorization of the request */
function answer(url, authorization) {
  if (url.includes('/token')) {
    asked.token++;
    return {
      status: 200,
      text: JSON.stringify({ access_token: TOKEN, token_type: 'Bearer', expires_in: 3_600 }),
    };
  }
  asked.api++;
  const isAuthorized = authorization === `Bearer ${TOKEN}`;
  return { status: isAuthorized ? 200 : 401, text: JSON.stringify({ orders: [] }) };
}

const SecretClient = () => ({ readSecret: async (key) => ({ key, value: SECRETS[key] }) });

/** In the manner of request-promise, by whose `cookie` it is told. */
async function httpClient(url, { headers }) {
  const { status, text } = answer(url, headers?.authorization);
  return { statusCode: status, headers: HEADERS, body: text };
}
httpClient.cookie = (text) => text;

globalThis.fetch = async (url, { headers } = {}) => {
  const { status, text } = answer(`${url}`, headers?.authorization);
  return new Response(text, { status, headers: HEADERS });
};

/** For clients with a transport of their own: no socket, no parser, only the streams. */
https.request = ({ path, headers }) => {
  const request = new Writable({
    write: (_chunk, _encoding, done) => done(),
    final(done) {
      done();
      const { status, text } = answer(path, headers?.authorization);
      const response = Object.assign(Readable.from([Buffer.from(text)], { objectMode: false }), {
        statusCode: status,
        headers: HEADERS,
      });
      process.nextTick(() => request.emit('response', response));
    },
  });
  return request;
};

module.exports = { Toolbelt: { SecretClient, HTTPClient: () => httpClient }, asked };
