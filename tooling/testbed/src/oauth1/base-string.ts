import type { Parameter } from './parameters.ts';
import { percentEncode } from './percent.ts';

const text = (value: string) => percentEncode(Buffer.from(value, 'utf8'));

/** Order of bytes, not of a language: encoded text is ASCII, where code units are bytes. */
const byBytes = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/**
 * The base string URI of RFC 5849 section 3.4.1.2: scheme and host in lower case, no default port, no query.
 * The path stays exactly as it was sent.
 * @param url absolute, raw
 */
export function baseStringUri(url: string): string {
  const [, scheme = '', authority = '', path = ''] =
    /^([A-Za-z][\w+.-]*):\/\/([^/?#]*)([^?#]*)/.exec(url) ?? [];
  if (!scheme || !authority) throw new Error('the URL is not absolute');
  const [, host = '', port] = /^(?:[^@]*@)?(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority) ?? [];
  const defaultPort = { http: '80', https: '443' }[scheme.toLowerCase()];
  const suffix = port && port !== defaultPort ? `:${port}` : '';
  return `${scheme.toLowerCase()}://${host.toLowerCase()}${suffix}${path || '/'}`;
}

/** Sections 3.4.1.3.2 and 3.4.1.1: encode, sort by name and then by value, join, encode again. */
export function baseString(method: string, url: string, parameters: readonly Parameter[]): string {
  const normalized = parameters
    .filter(({ name }) => name.toString() !== 'oauth_signature')
    .map(({ name, value }) => [percentEncode(name), percentEncode(value)] as const)
    .sort(([nameA, valueA], [nameB, valueB]) => byBytes(nameA, nameB) || byBytes(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return [method.toUpperCase(), baseStringUri(url), normalized].map(text).join('&');
}
