// The world of a lambda without a network, for each of our functions: variables, secrets, and servers that answer at
// once. What is replaced is the lowest place where each client can be met: the toolbelts and the global fetch.

const TOKEN_URL = 'https://login.example.com/token';
const CLIENT = { clientId: 'the-client', clientSecret: 'the-secret-of-the-client' };
const TOKENS = {
  access_token: 'an-access-token-of-the-stub',
  refresh_token: 'the-next-refresh-token',
  token_type: 'Bearer',
  expires_in: 3_600,
};
const CONTEXT = { CONTEXT_ZONE: 'z1', CONTEXT_NAMESPACE: 'orders', ACCOUNT_ID: '12345678' };

/** @returns status and body; every request has to be one that the function should send */
const answers = {
  token: () => ({ status: 200, body: TOKENS }),
  api: () => ({ status: 200, body: { orders: [] } }),
  saved: () => ({ status: 204 }),
  read: () => ({ status: 200, body: { orderId: 7 } }),
};

const WORLDS = {
  oauth1_post: {
    env: { TARGET_URL: 'https://api.example.com/orders' },
    secrets: {
      consumerKey: 'the-key',
      consumerSecret: 'the-secret',
      tokenKey: 'the-token',
      tokenSecret: 'its-secret',
    },
    payload: { body: { order: 7 } },
    answer: answers.api,
    expected: { requests: 1 },
  },
  client_credentials: {
    env: { TOKEN_URL, RESOURCE_URL: 'https://api.example.com/orders' },
    secrets: CLIENT,
    payload: {},
    answer: (url) => (url.startsWith(TOKEN_URL) ? answers.token() : answers.api()),
    expected: { requests: 2 },
  },
  refresh_scheduler: {
    env: { TOKEN_URL },
    secrets: { ...CLIENT, refreshToken: 'the-refresh-token', accessToken: 'the-old-access-token' },
    payload: {},
    answer: answers.token,
    expected: { requests: 1, updates: 2 },
  },
  context_save: {
    env: CONTEXT,
    secrets: { mavenApiKey: 'the-key-of-the-store' },
    payload: { properties: { orderId: 7 }, sessionId: 's1' },
    answer: answers.saved,
    expected: { requests: 1 },
  },
  context_get: {
    env: CONTEXT,
    secrets: { mavenApiKey: 'the-key-of-the-store' },
    payload: { sessionId: 's1' },
    answer: answers.read,
    expected: { requests: 1 },
  },
};

let world;
const asked = { requests: 0, updates: 0, expected: {} };

/** Starts the world of a function. */
function enter(name) {
  world = WORLDS[name];
  Object.assign(process.env, world.env);
  asked.expected = world.expected;
  return { payload: world.payload, asked };
}

function answer(url) {
  asked.requests++;
  const { status, body } = world.answer(`${url}`);
  return {
    status,
    text: body === undefined ? '' : JSON.stringify(body),
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
  };
}

const SecretClient = () => ({
  readSecret: async (key) => {
    if (key in world.secrets) return { key, value: world.secrets[key] };
    throw Object.assign(new Error(`${key} is missing`), { code: 'com.liveperson.faas.secret.not-found' });
  },
  updateSecret: async (entry) => {
    asked.updates++;
    return entry;
  },
});

/** In the manner of request-promise, by whose `cookie` it is told. */
async function httpClient(url, { encoding } = {}) {
  const { status, text, headers } = answer(url);
  return { statusCode: status, headers, body: encoding === null ? Buffer.from(text) : text };
}
httpClient.cookie = (text) => text;

globalThis.fetch = async (url) => {
  const { status, text, headers } = answer(url);
  return new Response(text || null, { status, headers });
};

module.exports = { Toolbelt: { SecretClient, HTTPClient: () => httpClient }, enter };
