import * as client from 'openid-client';
import { ConnectError } from '../connect-error.ts';
import { type TokenAnswers, tokenAnswers } from './answers.ts';

/** A service and our client there, with every template filled. */
export interface OAuth2Service {
  authorizationUrl?: string;
  tokenUrl: string;
  deviceAuthorizationUrl?: string;
  clientAuth: 'client_secret_post' | 'client_secret_basic' | 'none';
  clientId: string;
  clientSecret: string;
  /** As the service writes it. */
  scope?: string;
  authorizationParameters?: Record<string, string>;
  exchangeParameters?: Record<string, string>;
}

export interface OAuth2Client {
  config: client.Configuration;
  answers: TokenAnswers;
}

const isLoopback = (url: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);

/** @throws ConnectError `USAGE` for plain http elsewhere than on this machine */
export function openClient(service: OAuth2Service): OAuth2Client {
  const { tokenUrl, authorizationUrl, deviceAuthorizationUrl, clientId, clientSecret } = service;
  const urls = [tokenUrl, authorizationUrl, deviceAuthorizationUrl].filter((url) => url !== undefined);
  for (const url of urls) {
    if (new URL(url).protocol !== 'https:' && !isLoopback(url)) {
      throw new ConnectError('USAGE', `${new URL(url).host}: only https may be used, except on this machine`);
    }
  }
  const answers = tokenAnswers(tokenUrl);
  const config = new client.Configuration(
    {
      issuer: new URL(tokenUrl).origin,
      token_endpoint: tokenUrl,
      ...(authorizationUrl && { authorization_endpoint: authorizationUrl }),
      ...(deviceAuthorizationUrl && { device_authorization_endpoint: deviceAuthorizationUrl }),
    },
    clientId,
    undefined,
    authentication(service.clientAuth, clientSecret),
  );
  config[client.customFetch] = (url, { body, ...options }) =>
    // Bodies of token requests are forms; bytes belong to other requests of the library.
    answers.fetch(url, { ...options, body: body instanceof Uint8Array ? Buffer.from(body) : body });
  if (urls.some((url) => new URL(url).protocol === 'http:')) client.allowInsecureRequests(config);
  return { config, answers };
}

function authentication(clientAuth: OAuth2Service['clientAuth'], secret: string): client.ClientAuth {
  if (clientAuth === 'none') return client.None();
  return clientAuth === 'client_secret_basic'
    ? client.ClientSecretBasic(secret)
    : client.ClientSecretPost(secret);
}
