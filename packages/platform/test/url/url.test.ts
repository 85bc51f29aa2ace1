import { expect, it } from 'vitest';
import { checkOrigin, isSecureUrl, parseUrl } from '../../src/url/url.ts';

it.each([
  'https://api.example.com',
  'http://localhost:3000',
  'http://127.0.0.1',
  'http://127.9.9.9:1',
  'http://[::1]:8080',
  'http://0x7f.1',
])('takes %s as secure', (url) => expect(isSecureUrl(new URL(url))).toBe(true));

it.each([
  'http://api.example.com',
  'http://localhost.evil.com',
  'http://127.0.0.1.evil.com',
  'http://127.evil.com',
  'http://evil.com/localhost',
  'http://localhost@evil.com',
  'http://localhost:80@evil.com',
  'https://127.0.0.1:80@evil.com',
  'http://128.0.0.1',
  'http://0.0.0.0',
  'http://[::2]',
  'http://[::ffff:127.0.0.1]',
  'ftp://localhost',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'https://user@api.example.com',
  'https://:pass@api.example.com',
  'http://user:pass@localhost:1',
])('takes %s as insecure', (url) => expect(isSecureUrl(new URL(url))).toBe(false));

it('parses an international host however often it is asked', () => {
  // Node.js compiles what runs often, and its compiled `URL.canParse` would fail here.
  const hosts = Array.from({ length: 20_000 }, () => parseUrl('https://bücher.example')?.host);

  expect(new Set(hosts)).toEqual(new Set(['xn--bcher-kva.example']));
  expect(parseUrl('/a', 'https://bücher.example')?.href).toBe('https://xn--bcher-kva.example/a');
  expect(parseUrl('https://')).toBeUndefined();
});

it('compares origins, not texts that begin alike', () => {
  const origins = ['https://a.example'];
  const check = (url: string) => () => checkOrigin(new URL(url), origins);

  expect(check('https://a.example/path')).not.toThrow();
  expect(check('https://A.EXAMPLE:443')).not.toThrow();
  expect(check('https://a.example.evil.com')).toThrow(
    /^TARGET_NOT_ALLOWED: .*https:\/\/a\.example\.evil\.com/,
  );
  expect(check('https://a.example:444')).toThrow('TARGET_NOT_ALLOWED');
});
