import { Toolbelt } from 'core-functions-toolbelt';

/** A lambda of V2 that calls the API, as one writes it. */
export const toLambda = (accessToken) => async () => {
  const headers = { authorization: `Bearer ${await accessToken(Toolbelt.SecretClient(), fetch)}` };
  const response = await fetch(process.env.RESOURCE_URL, { headers });
  return { statusCode: response.status, body: await response.json() };
};
