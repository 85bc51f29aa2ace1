import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/errors/codes.ts';
import { apiRequestFields, toHttpRequest } from '../../src/http/api-request.ts';
import { parse } from '../../src/schema/parse.ts';
import { clientMeeting, URL_OF_API } from '../support/client.ts';

/** The request a payload describes, read and built as a function does it. */
const build = (payload: Record<string, unknown>, options: { method?: string; formError?: ErrorCode } = {}) =>
  toHttpRequest(parse(apiRequestFields, payload, 'INPUT_INVALID'), {
    http: clientMeeting([]).http,
    base: URL_OF_API,
    method: 'POST',
    ...options,
  });

const refused = (payload: Record<string, unknown>, method = 'POST') => {
  try {
    build(payload, { method });
  } catch (error) {
    return error as { code: string; message: string };
  }
  throw new Error('The payload was accepted');
};

describe('target', () => {
  it('is the configured URL, unless the payload names another', () => {
    expect(build({}).url).toBe(URL_OF_API);
    expect(build({ url: '/items' }).url).toBe('https://api.example.com/items');
  });

  it('is refused when it is foreign', () => {
    expect(refused({ url: 'https://evil.com' }).code).toBe('TARGET_NOT_ALLOWED');
  });
});

describe('query', () => {
  it.each([
    [{ a: 'b' }, '?a=b'],
    [{ a: 1, b: true, c: '' }, '?a=1&b=true&c='],
    [{ a: ['x', 2, false] }, '?a=x&a=2&a=false'],
    [{ 'a b': 'c+d&e=é' }, '?a%20b=c%2Bd%26e%3D%C3%A9'],
    [{ a: [] }, ''],
    [{}, ''],
  ])('%j becomes %j', (query, expected) => {
    expect(build({ query }).url).toBe(URL_OF_API + expected);
  });

  it('is added to the one of the URL, before the fragment', () => {
    expect(build({ url: '/x?a=1#top', query: { b: 2 } }).url).toBe('https://api.example.com/x?a=1&b=2#top');
  });

  it('keeps a name that means something to JavaScript', () => {
    expect(build({ query: JSON.parse('{"__proto__":"x","constructor":"y"}') }).url).toBe(
      `${URL_OF_API}?__proto__=x&constructor=y`,
    );
  });

  it.each([{ a: {} }, { a: null }, { a: [{}] }, { a: [[1]] }, 'a=b', ['a']])('refuses %j', (query) => {
    expect(refused({ query })).toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining('query'),
    });
  });

  it('repeats no name that nobody could read', () => {
    const { message } = refused({ query: { ['x'.repeat(200_000)]: '\ud83d' } });

    expect(message).toMatch(/^INPUT_INVALID: query\.x+… \(200000 characters\)/);
    expect(message.length).toBeLessThan(250);
  });

  it('refuses half of a surrogate pair, naming the field', () => {
    expect(refused({ query: { a: '\ud83d' } })).toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining('query.a'),
    });
  });
});

describe('headers', () => {
  it('go out with lower-case names', () => {
    expect(build({ headers: { 'X-Trace': 'Abc', ACCEPT: 'text/csv' } }).headers).toEqual({
      'x-trace': 'Abc',
      accept: 'text/csv',
    });
  });

  it.each([
    'Accept-Encoding',
    'Authorization',
    'connection',
    'Content-Length',
    'expect',
    'Host',
    'keep-alive',
    'Proxy-Authorization',
    'proxy-connection',
    'TE',
    'trailer',
    'Transfer-Encoding',
    'upgrade',
  ])('refuse %s, which the function or the connection sets', (name) => {
    expect(refused({ headers: { [name]: 'x' } })).toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining('headers'),
    });
  });

  it.each(['', 'a b', 'a:b', 'a\r\nb', 'é', 'a"'])('refuse the name %j', (name) => {
    expect(refused({ headers: { [name]: 'x' } }).code).toBe('INPUT_INVALID');
  });

  it.each(['a: b', ['b'], null, 1])('are refused as %j', (headers) => {
    expect(refused({ headers })).toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining('headers: expected header names with text'),
    });
  });

  it.each(['hostname', 'x-host', 'Upgrade-Insecure-Requests', 'content-length-hint', 'accept-language'])(
    'take %s, which only looks like one of those',
    (name) => {
      expect(build({ headers: { [name]: 'x' } }).headers).toEqual({ [name.toLowerCase()]: 'x' });
    },
  );

  it('take a name of every character that RFC 9110 lets it have', () => {
    const name = "!#$%&'*+-.^_`|~09az";

    expect(build({ headers: { [name]: 'x' } }).headers).toEqual({ [name]: 'x' });
  });

  it.each(['a\r\nx: y', 'a\nb', 'a\rb', 'a\0b', 'a\x07b', 'price in €', 1, null, ['a']])(
    'refuse the value %j',
    (value) => {
      expect(refused({ headers: { a: value } }).code).toBe('INPUT_INVALID');
    },
  );

  it.each(['', ' a ', 'tab\there', '!~', 'Zürich'])('take the value %j', (value) => {
    expect(build({ headers: { a: value } }).headers.a).toBe(value);
  });
});

describe('body', () => {
  it('is absent by default', () => {
    expect(build({})).toEqual({ method: 'POST', url: URL_OF_API, headers: {} });
  });

  it.each([
    ['an object', { a: [1, null] }, '{"a":[1,null]}', 'application/json'],
    ['an array', [{ a: 1 }], '[{"a":1}]', 'application/json'],
    ['text', '<order/>', '<order/>', 'text/plain'],
    ['the empty text', '', '', 'text/plain'],
  ])('of %s gets its content type', (_, body, sent, contentType) => {
    expect(build({ body })).toMatchObject({ body: sent, headers: { 'content-type': contentType } });
  });

  it('keeps a content type of its own', () => {
    const headers = { 'Content-Type': 'application/merge-patch+json' };

    expect(build({ headers, body: { a: 1 } })).toMatchObject({
      body: '{"a":1}',
      headers: { 'content-type': 'application/merge-patch+json' },
    });
    expect(build({ headers, body: 'x' }).headers['content-type']).toBe('application/merge-patch+json');
  });

  it.each([
    'application/x-www-form-urlencoded',
    'Application/X-WWW-Form-Urlencoded; charset=UTF-8',
    ' application/x-www-form-urlencoded ;charset=UTF-8',
  ])('is a form with %s', (type) => {
    const headers = { 'content-type': type };

    expect(build({ headers, body: { a: 'b c', n: [1, true] } }).body).toBe('a=b%20c&n=1&n=true');
    expect(build({ headers, body: 'a=b+c' }).body).toBe('a=b+c');
  });

  it('names the form field that cannot be encoded, with the code the function wants', () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };

    expect(refused({ headers, body: { a: { b: 1 } } })).toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining('body.a'),
    });
    expect(() => build({ headers, body: { a: '\ud800' } }, { formError: 'SIGNATURE_FAILED' })).toThrow(
      /^SIGNATURE_FAILED: .*body\.a/,
    );
  });

  it.each([1, true, null])('refuses %j', (body) => {
    expect(refused({ body })).toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining('body'),
    });
  });

  it.each(['GET', 'HEAD'])('is refused for %s, which has none', (method) => {
    expect(refused({ body: 'x' }, method)).toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining('body'),
    });
  });
});

it('refuses fields it does not know', () => {
  expect(refused({ verb: 'PUT' }).message).toContain('verb');
});
