import { expect, it } from 'vitest';
import { resolveTarget } from '../../src/http/resolve-target.ts';
import { clientMeeting } from '../support/client.ts';

const BASE = 'https://api.example.com/v1/orders?page=1';
const resolve = (url: string | undefined, allowed = [BASE]) =>
  resolveTarget(clientMeeting([], { allowed }).http, url, BASE).href;

it.each([
  [undefined, BASE],
  ['', BASE],
  ['items', 'https://api.example.com/v1/items'],
  ['/items', 'https://api.example.com/items'],
  ['?page=2', 'https://api.example.com/v1/orders?page=2'],
  ['https://api.example.com/x', 'https://api.example.com/x'],
])('resolves %j', (url, href) => expect(resolve(url)).toBe(href));

it('goes to further origins that are configured', () => {
  expect(resolve('https://b.example/x', [BASE, 'https://b.example'])).toBe('https://b.example/x');
});

it.each([
  'https://evil.com/',
  '//evil.com/',
  '\\\\evil.com\\',
  'http://api.example.com/',
  'file:///etc/passwd',
  'data:text/plain,x',
  'https:/\t/evil.com',
])('refuses %j', (url) => expect(() => resolve(url)).toThrow('TARGET_NOT_ALLOWED'));

it.each(['https://', 'http://[', 'https://user@api.example.com/', 'https://:pass@api.example.com/'])(
  'takes %j for no target at all, naming the field',
  (url) => expect(() => resolve(url)).toThrow(/^INPUT_INVALID: url/),
);
