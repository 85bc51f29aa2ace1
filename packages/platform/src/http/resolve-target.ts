import { FunctionError } from '../errors/function-error.ts';
import { checkOrigin, parseUrl } from '../url/url.ts';
import type { HttpClient } from './client.ts';

/**
 * The URL a payload asks for, checked. Call it before secrets are read.
 * @param url absolute, or relative to `base`; absent or empty stands for `base`
 * @param base the configured URL
 * @throws `INPUT_INVALID` for what is no URL or carries credentials, `TARGET_NOT_ALLOWED`
 */
export function resolveTarget(
  { origins }: Pick<HttpClient, 'origins'>,
  url: string | undefined,
  base: string,
): URL {
  const target = url ? parseUrl(url, base) : parseUrl(base);
  if (!target || target.username || target.password) {
    throw new FunctionError(
      'INPUT_INVALID',
      'url: expected a URL without user name and password, absolute or relative to the configured one',
    );
  }
  checkOrigin(target, origins);
  return target;
}
