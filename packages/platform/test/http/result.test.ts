import { describe, expect, it } from 'vitest';
import { toResult } from '../../src/http/result.ts';
import { answer } from '../support/client.ts';

const bodyOf = (type: string | undefined, text: string) =>
  toResult(answer(200, type === undefined ? {} : { 'content-type': type }, text)).body;

it('gives status, headers and body, whatever the status', () => {
  expect(toResult(answer(404, { 'content-type': 'text/plain', etag: '1' }, 'gone'))).toEqual({
    statusCode: 404,
    headers: { 'content-type': 'text/plain', etag: '1' },
    body: 'gone',
  });
});

it.each(['application/json', 'application/json; charset=utf-8', 'application/problem+json', 'Text/JSON'])(
  'parses %s',
  (type) => expect(bodyOf(type, '{"a":[1]}')).toEqual({ a: [1] }),
);

it.each(['text/plain', 'text/html', 'application/jsonp', 'application/xml'])('keeps %s as text', (type) =>
  expect(bodyOf(type, '{"a":1}')).toBe('{"a":1}'),
);

it('keeps text that only claims to be JSON', () => {
  expect(bodyOf('application/json', '<html>')).toBe('<html>');
  expect(bodyOf('application/json', '')).toBe('');
});

it('lets the text tell where the headers are hidden', () => {
  expect(bodyOf(undefined, '{"a":1}')).toEqual({ a: 1 });
  expect(bodyOf(undefined, 'plain')).toBe('plain');
});

describe('a format', () => {
  const order = answer(200, { 'content-type': 'application/json' }, '{"id":12345678901234567890}');

  it('text keeps large integers, which JavaScript cannot hold', () => {
    expect(toResult(order, 'text').body).toBe('{"id":12345678901234567890}');
    expect(toResult(order, 'auto').body).not.toEqual({ id: 12345678901234567890n });
  });

  it('base64 gives the bytes, whatever they are', () => {
    const bytes = Uint8Array.from([0xff, 0x00, 0x1f]);

    expect(toResult({ ...answer(200, { 'content-type': 'application/pdf' }), bytes }, 'base64')).toEqual({
      statusCode: 200,
      headers: { 'content-type': 'application/pdf' },
      body: '/wAf',
    });
  });

  it.each(['auto', 'text'] as const)('%s refuses bytes that are no text', (format) => {
    const bytes = Uint8Array.from([0xff, 0xfe, 0xfd]);
    const response = { ...answer(200, { 'content-type': 'image/png' }, '\uFFFD\uFFFD\uFFFD'), bytes };

    expect(() => toResult(response, format)).toThrow('RESPONSE_INVALID');
  });
});
