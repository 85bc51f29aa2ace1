import { describe, expect, it } from 'vitest';
import { clientMeeting, URL_OF_API } from '../support/client.ts';

const coded = (code: string) => Object.assign(new TypeError('fetch failed'), { cause: { code } });

/** What a request fails with when its attempt ends like this. */
const failureOf = (fate: Error, hasAllowlist = false) =>
  clientMeeting([fate], { hasAllowlist })
    .http.send({ method: 'GET', url: URL_OF_API })
    .then(
      () => {
        throw new Error('The request succeeded');
      },
      (error: Error & { code: string; reason: string }) => error,
    );

describe('a network failure', () => {
  it.each([
    ['ENOTFOUND', 'cannot be reached'],
    ['ECONNREFUSED', 'cannot be reached'],
    ['CERT_HAS_EXPIRED', 'certificate'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'https'],
    ['ECONNRESET', 'broke off'],
    ['WHATEVER_COMES', 'broke off'],
  ])('with %s says that it %s, in words, and names host and code', async (code, words) => {
    const error = await failureOf(coded(code));

    expect(error).toMatchObject({ code: 'NETWORK_ERROR', reason: code });
    expect(error.message).toContain(`api.example.com (${code}): `);
    expect(error.message).toContain(words);
  });

  it('asks for the allowlist only where there is one', async () => {
    expect((await failureOf(coded('ECONNRESET'), true)).message).toContain('allowlist');
    expect((await failureOf(coded('ECONNRESET'), false)).message).not.toContain('allowlist');
  });

  it('that is thrown by the exchange before it waits is one like any other', async () => {
    const { http } = clientMeeting([], {
      exchange: () => {
        throw coded('ECONNREFUSED');
      },
    });

    await expect(http.send({ method: 'GET', url: URL_OF_API })).rejects.toMatchObject({
      code: 'NETWORK_ERROR',
    });
  });
});
