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

/** A lambda of V1 that calls the API, as one writes it. */
export const toLambda = (accessToken) => async (_input, callback) => {
  try {
    const headers = { authorization: `Bearer ${await accessToken(Toolbelt.SecretClient(), fetch)}` };
    const { statusCode, body } = await send(process.env.RESOURCE_URL, { method: 'GET', headers });
    callback(null, { statusCode, body: JSON.parse(body) });
  } catch (error) {
    callback(error);
  }
};
