import { Toolbelt } from 'lp-faas-toolbelt';

const send = (url, options) =>
  Toolbelt.HTTPClient()(url, {
    ...options,
    simple: false,
    resolveWithFullResponse: true,
    followRedirect: false,
  });

/** What clients of fetch need of the toolbelt's. */
async function fetch(url, { method, headers, body }) {
  const answer = await send(url, { method, headers, body: `${body}` });
  return new Response(answer.body, { status: answer.statusCode, headers: answer.headers });
}

async function callApi(accessToken) {
  const headers = { authorization: `Bearer ${accessToken}` };
  const { statusCode, body } = await send(process.env.RESOURCE_URL, { method: 'GET', headers });
  return { statusCode, body: JSON.parse(body) };
}

/** A lambda of V1 that uses a peer, as one writes it. */
export const toLambda = (use) => async (_input, callback) => {
  try {
    callback(null, await use(Toolbelt.SecretClient(), fetch, callApi));
  } catch (error) {
    callback(error);
  }
};
