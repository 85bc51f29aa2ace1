import { Toolbelt } from 'core-functions-toolbelt';

async function callApi(accessToken) {
  const response = await fetch(process.env.RESOURCE_URL, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  return { statusCode: response.status, body: await response.json() };
}

/** A lambda of V2 that uses a peer, as one writes it. */
export const toLambda = (use) => () => use(Toolbelt.SecretClient(), fetch, callApi);
