import type { HttpResponse } from '@lp-functions/platform';
import { describe, expect, it } from 'vitest';
import {
  ACCESS_TOKEN,
  API_KEY,
  APIS,
  answering,
  type Http,
  SERVICE_URL,
  storeOf,
  ttlFor,
} from '../support.ts';
import { everyCall } from './calls.ts';

const PAGE = { text: '<html><body>Something went wrong</body></html>' };
const ZONES = 'CONTEXT_ZONE: z1 Americas, z2 EMEA, z3 APAC';

/** The message of a failed read over V1, or of what is given. */
async function messageOf(
  answer: object,
  run = (store: ReturnType<typeof storeOf>): Promise<unknown> => store.session('demo').readAll(),
  api: 'v1' | 'v2' = 'v1',
): Promise<string> {
  const { http } = answering(answer);
  return run(storeOf(api, SERVICE_URL, http)).then(
    () => 'no error',
    ({ message }: Error) => message.replace('z1.context.liveperson.net', 'HOST'),
  );
}

describe('a refusal says what the service said and what to do', () => {
  it.each([
    [
      { status: 400, text: '{"message":"namespace is reserved"}' },
      'HOST answered 400 (namespace is reserved): ' +
        'check the namespace, the session, the properties and their lifetime',
    ],
    [
      { status: 400, text: '{"error":"no message"}' },
      'HOST answered 400 ({"error":"no message"}): ' +
        'check the namespace, the session, the properties and their lifetime',
    ],
    [
      { status: 401, text: '' },
      'HOST answered 401: check that the option apiKey holds the Maven API key of account 12345, ' +
        `and that the account lives in this zone (${ZONES})`,
    ],
    [
      { status: 404, ...PAGE },
      `HOST answered 404 (a web page): check the zone (${ZONES}) or the URL (CONTEXT_BASE_URL)`,
    ],
    [
      { status: 302, text: '' },
      'HOST answered 302: redirects are not followed; set CONTEXT_BASE_URL to where it leads',
    ],
    [
      { status: 503, ...PAGE },
      'HOST answered 503 (a web page): the fault is on its side; run again later, repeating does no harm',
    ],
  ])('%j', async (answer, text) => {
    expect(await messageOf(answer)).toBe(`CONTEXT_REJECTED: ${text}`);
  });
});

it.each([
  ['v1', '7'],
  ['v2', '76'],
] as const)('a save over %s that is too large counts what the session has already', async (api, sent) => {
  const save = (store: ReturnType<typeof storeOf>) => store.session('demo').save({ a: 1 }, ttlFor(api));
  expect(await messageOf({ status: 413, text: 'document too large' }, save, api)).toBe(
    'CONTEXT_REJECTED: HOST answered 413 (document too large): ' +
      `a session holds at most 800000 characters of JSON, and what it has already ` +
      `counts besides the ${sent} sent; ` +
      'delete properties that are not needed, or use another session',
  );
});

it('a refused access token is called one', async () => {
  const read = (store: ReturnType<typeof storeOf>) => store.session('demo').readAll();
  expect(await messageOf({ status: 401 }, read, 'v2')).toContain(
    'check that the option accessToken holds a valid access token of account 12345',
  );
});

it('a 404 on a save blames the account or the zone', async () => {
  const save = (store: ReturnType<typeof storeOf>) => store.session('demo').save({ a: 1 });
  expect(await messageOf({ status: 404, text: '{"message":"no such account"}' }, save)).toBe(
    'CONTEXT_REJECTED: HOST answered 404 (no such account): check the account (12345) and the zone (' +
      `${ZONES})`,
  );
});

it.each([
  [PAGE, 'a web page'],
  [{ text: '[1]' }, 'something else than the context store does'],
])('a success that is none says so: %j', async (answer, what) => {
  expect(await messageOf(answer)).toBe(
    `RESPONSE_INVALID: HOST answered ${what}; check the zone (${ZONES}) or the URL (CONTEXT_BASE_URL)`,
  );
});

describe.each(everyCall)('$name over $api', ({ api, call }) => {
  it('quotes the service shortened, on one line and without the credential', async () => {
    const credential = api === 'v1' ? API_KEY : ACCESS_TOKEN;
    const message = `quota of ${credential}\n used up ${'!'.repeat(1_000)}`;
    const { http } = answering({ status: 400, text: JSON.stringify({ message }) });
    const outcome = call(storeOf(api, SERVICE_URL, http));
    await expect(outcome).rejects.toThrow(/ \(quota of \[redacted] used up !{150,200}…\): /);
  });

  it('quotes no part of a credential that the service quotes from the URL', async () => {
    const credential = 'secret/'.repeat(12);
    const text = `${'x'.repeat(150)} ?access_token=${encodeURIComponent(credential)}`;
    const { http } = answering({ status: 500, text });
    const outcome = call(storeOf(api, SERVICE_URL, http, credential));
    await expect(outcome).rejects.toThrow(/^((?!secret).)*$/);
  });
});

it('no message holds the credential that was sent, when another call has read a new one', async () => {
  const answers: Partial<HttpResponse>[] = [
    { status: 400, text: 'no stale-credential-canary' },
    { status: 401 },
    { status: 200 },
  ];
  const { http, requests } = answering(...answers);
  const slowly: Http = {
    ...http,
    async send(request) {
      const isFirst = requests.length === 0;
      const answer = await http.send(request);
      if (isFirst) await new Promise(setImmediate);
      return answer;
    },
  };
  const credential = { value: 'stale-credential-canary', source: 'it', renew: async () => 'fresh-one' };
  const session = storeOf('v1', SERVICE_URL, slowly, credential).session('demo');
  const slow = session.readAll();
  slow.catch(() => {});
  await session.readAll();
  await expect(slow).rejects.toThrow(/^CONTEXT_REJECTED: ((?!canary).)*$/);
});

it.each(APIS)('no message over %s holds the credential that was read again', async (api) => {
  const fresh = 'fresh-credential-canary';
  const { http } = answering({ status: 401, text: `no ${fresh}` });
  const credential = { value: 'stale-credential-canary', source: 'it', renew: async () => fresh };
  const read = storeOf(api, SERVICE_URL, http, credential).session('demo').readAll();
  await expect(read).rejects.toThrow(/^((?!canary).)*$/);
});
