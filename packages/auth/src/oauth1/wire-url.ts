import { FunctionError } from '@lp-functions/platform';
import { isSecureUrl, parseUrl } from '@lp-functions/platform/internal';

/** What WHATWG leaves as it is but `url.parse` encodes, which V1's HTTP stack uses; and `%` that encodes nothing. */
const AMBIGUOUS = /['^`{|}\\]|%(?![\da-f]{2})/gi;

/**
 * A URL in the one spelling that no HTTP stack changes: scheme and host in lower case, no default port, no fragment.
 * @param isSecret whether the header will show a secret, so that only `https:` and this machine will do
 * @returns what stands before and behind the first `?`
 * @throws `SIGNATURE_FAILED`
 */
export function wireUrl(text: string, isSecret: boolean): [uri: string, query: string] {
  const url = parseUrl(text);
  const href = `${url}`;
  // WHATWG takes quotes and braces in host names, too, of which stacks make different hosts.
  if (!/^https?:\/\/[\w.:[\]-]+\//.test(href)) {
    throw new FunctionError('SIGNATURE_FAILED', 'url: expected an http URL without user name and password');
  }
  if (isSecret && !(url && isSecureUrl(url)))
    throw new FunctionError('SIGNATURE_FAILED', 'url: PLAINTEXT needs https');
  const [wire = ''] = href
    .replace(AMBIGUOUS, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .split('#');
  const [uri = ''] = wire.split('?', 1);
  return [uri, wire.slice(uri.length + 1)];
}
