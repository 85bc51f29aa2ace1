import { FunctionError } from '@lp-functions/platform';
import { isSecureUrl, parseUrl } from '@lp-functions/platform/internal';

/** A URL in two parts, without the `?` between them. */
export interface WireUrl {
  uri: string;
  query: string;
}

/**
 * What WHATWG leaves as it is but `url.parse` encodes, which V1's HTTP stack uses; and `%` that encodes
 * nothing.
 */
const AMBIGUOUS = /['^`{|}\\]|%(?![\da-f]{2})/gi;

/** WHATWG takes quotes and braces in host names, too, of which stacks make different hosts. */
const PLAIN_HOST = /^https?:\/\/[\w.:[\]-]+\//;

/**
 * A URL in the one spelling that no HTTP stack changes: scheme and host in lower case, no default port, no
 * fragment.
 * @param isSecret whether the header will show a secret, so that only `https:` and this machine will do
 * @throws `SIGNATURE_FAILED`
 */
export function wireUrl(text: string, isSecret: boolean): WireUrl {
  const url = parseUrl(text);
  if (!url || !PLAIN_HOST.test(url.href)) {
    throw new FunctionError('SIGNATURE_FAILED', 'url: expected an http URL without user name and password');
  }
  if (isSecret && !isSecureUrl(url)) {
    throw new FunctionError(
      'SIGNATURE_FAILED',
      'url: PLAINTEXT needs https, for it sends the secrets; use https or another OAUTH1_SIGNATURE_METHOD',
    );
  }
  const wire = withoutFragment(url.href).replace(AMBIGUOUS, percentEncoded);
  const question = wire.indexOf('?');
  return question < 0
    ? { uri: wire, query: '' }
    : { uri: wire.slice(0, question), query: wire.slice(question + 1) };
}

function withoutFragment(href: string): string {
  const hash = href.indexOf('#');
  return hash < 0 ? href : href.slice(0, hash);
}

const percentEncoded = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
