import { expect, it } from 'vitest';
import { idempotent } from '../../src/http/retry.ts';
import { answer, clientMeeting, URL_OF_API } from '../support/client.ts';

const send = (headers: Record<string, string>) => {
  const { http, attempts } = clientMeeting([answer(200)]);
  return { attempts, response: http.send({ method: 'GET', url: URL_OF_API, headers, retry: idempotent }) };
};

it.each([
  ['a typographic quote', 'it’s-the-key'],
  ['a line break in the middle', 'the\nkey'],
  ['a zero byte', 'the\0key'],
])(
  'refuses a value with %s before anything is sent, naming the header but not the value',
  async (_, value) => {
    const { attempts, response } = send({ accept: '*/*', 'x-api-key': value });
    const error = await response.catch((reason: Error) => reason);

    expect(error).toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/^CONFIG_INVALID: header x-api-key: /),
    });
    expect(`${error}`).not.toContain(value);
    expect(attempts).toHaveLength(0);
  },
);

it('sends what can be sent byte by byte', async () => {
  await expect(send({ 'x-city': 'Zürich', 'x-tab': 'a\tb', 'x-empty': '' }).response).resolves.toMatchObject({
    status: 200,
  });
});

it('refuses what an attempt is prepared with as well', async () => {
  const { http, attempts } = clientMeeting([answer(200)]);
  const prepare = async () => ({ headers: { authorization: 'Bearer “token”' } });

  await expect(http.send({ method: 'GET', url: URL_OF_API, prepare })).rejects.toThrow(
    'CONFIG_INVALID: header authorization: ',
  );
  expect(attempts).toHaveLength(0);
});
