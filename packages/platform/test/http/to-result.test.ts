import { expect, it } from 'vitest';
import { toResult } from '../../src/http/api-request.ts';
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
