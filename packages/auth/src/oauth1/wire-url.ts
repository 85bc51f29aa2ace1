import { failure, isSecure } from '@lp-functions/platform';

/** What WHATWG leaves as it is but `url.parse` encodes, which V1's HTTP stack uses; and `%` that encodes nothing. */
const AMBIGUOUS = /['^`{|}\\]|%(?![\da-f]{2})/gi;

/**
 * The URL in the one spelling that no HTTP stack changes: scheme and host in lower case, no default port, no fragment.
 * @param secret whether the header will show a secret, so that only `https:` and this machine will do
 * @throws `SIGNATURE_FAILED`
 */
export function wireUrl(text: string, secret: boolean): string {
  const url = URL.canParse(text) && new URL(text);
  if (!url || !/^https?:/.test(url.protocol) || url.username || url.password) {
    throw failure('SIGNATURE_FAILED', 'url: expected an http URL without user name and password');
  }
  if (secret && !isSecure(url)) {
    throw failure('SIGNATURE_FAILED', 'url: PLAINTEXT needs https');
  }
  return (
    url.origin +
    (url.pathname + url.search).replace(
      AMBIGUOUS,
      (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
    )
  );
}
