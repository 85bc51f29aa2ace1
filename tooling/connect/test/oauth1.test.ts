import { generateKeyPairSync } from 'node:crypto';
import { signRequest } from '@lp-functions/auth';
import { type OAuth1Provider, startOAuth1Provider } from '@lp-functions/testbed';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../src/connect.ts';
import type { ConnectOptions } from '../src/options.ts';
import { baseOptions, recorded } from './support/surroundings.ts';

const CONSUMER = { consumerKey: 'consumer key+1', consumerSecret: 'canary-consumer-secret&=' };

describe('connect with OAuth 1.0a', () => {
  let provider: OAuth1Provider | undefined;
  beforeEach(() => nock.enableNetConnect('127.0.0.1'));
  afterEach(() => provider?.stop());

  const options = (
    { requestTokenUrl, authorizeUrl, accessTokenUrl }: OAuth1Provider,
    overrides: Partial<ConnectOptions> = {},
  ) =>
    baseOptions({
      clientId: CONSUMER.consumerKey,
      clientSecret: CONSUMER.consumerSecret,
      urls: { requestToken: requestTokenUrl, authorize: authorizeUrl, accessToken: accessTokenUrl },
      ...overrides,
    });
  /** What a browser does when a person clicks on one of the two links. */
  const click = async (url: string, answer: 'yes' | 'no') => {
    const page = await (await fetch(url)).text();
    expect(page).toContain('May it?');
    const target = new URL(url);
    target.pathname = '/answer';
    target.searchParams.set('allow', answer);
    await fetch(target);
  };

  it('goes three legs, and what is stored signs requests that the API takes', async () => {
    provider = await startOAuth1Provider({ consumer: CONSUMER });
    const { apiUrl, verdicts, minted } = provider;
    const around = recorded((url) => click(url, 'yes'));
    const connected = await connect(options(provider), around);
    expect(verdicts.map(({ ok }) => ok)).toEqual([true, true]);
    expect(connected.stored.secrets).toEqual([
      'acme_consumerKey',
      'acme_consumerSecret',
      'acme_tokenKey',
      'acme_tokenSecret',
    ]);

    const secret = (name: string) => `${around.secrets.get(`acme_${name}`)}`;
    const signed = signRequest(
      { method: 'POST', url: apiUrl },
      {
        consumerKey: secret('consumerKey'),
        consumerSecret: secret('consumerSecret'),
        token: secret('tokenKey'),
        tokenSecret: secret('tokenSecret'),
      },
    );
    const response = await fetch(signed.url, {
      method: 'POST',
      headers: { authorization: signed.authorization },
    });
    expect(response.status).toBe(201);

    // The request token stands in the address that the person opens, and nowhere else.
    const [requestToken = '', ...others] = minted;
    const canaries = [CONSUMER.consumerSecret, ...others];
    expect(around.output()).toContain(requestToken);
    expect(canaries.filter((canary) => around.output().includes(canary))).toEqual([]);
  });

  it('signs with a key, and names the realm', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    provider = await startOAuth1Provider({
      consumer: { consumerKey: CONSUMER.consumerKey, rsaPublicKey: publicKey },
      realm: 'ACME_SB1',
    });
    const around = recorded((url) => click(url, 'yes'));
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const rsa = { signatureMethod: 'RSA-SHA1', realm: 'ACME_SB1', privateKey: pem } as const;
    await connect(options(provider, rsa), around);
    expect(around.secrets.get('acme_rsaPrivateKey')).toBe(pem);
    expect(around.secrets.has('acme_consumerSecret')).toBe(false);
  });

  it('says that the person said no', async () => {
    provider = await startOAuth1Provider({ consumer: CONSUMER });
    const around = recorded((url) => click(url, 'no'));
    await expect(connect(options(provider), around)).rejects.toMatchObject({ code: 'DENIED' });
    expect(around.secrets.size).toBe(0);
  });

  it('tells what the server said of a wrong secret, and what to check', async () => {
    provider = await startOAuth1Provider({ consumer: CONSUMER });
    const wrong = options(provider, { clientSecret: 'canary-wrong' });
    const failure = await connect(
      wrong,
      recorded(async () => undefined),
    ).catch((error: Error) => error);
    expect(failure).toMatchObject({
      code: 'TOKEN_REJECTED',
      message: expect.stringMatching(/answered 401: the signature is wrong\. .*realm.*clock/),
    });
    expect(`${(failure as Error).stack}`).not.toContain('canary-wrong');
  });

  it('refuses a server that does not confirm the callback', async () => {
    provider = await startOAuth1Provider({ consumer: CONSUMER, confirmsCallback: false });
    await expect(
      connect(
        options(provider),
        recorded(async () => undefined),
      ),
    ).rejects.toMatchObject({
      code: 'PEER_FAILED',
      message: expect.stringContaining('no OAuth 1.0a'),
    });
  });
});
