import { FunctionError } from '../errors.ts';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** `https:` everywhere, `http:` only to this machine. */
export function isSecure(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
}

/** The origins of configured URLs; what is not set is left out. */
export function originsOf(urls: readonly (string | undefined)[]): Set<string> {
  return new Set(urls.flatMap((url) => (url ? [new URL(url).origin] : [])));
}

/**
 * The URL a request goes to.
 * @param url absolute, or relative to `base`
 * @throws `INPUT_INVALID` for what is no URL, `TARGET_NOT_ALLOWED` for another origin than the configured ones
 */
export function resolveTarget(url: string, base: string | undefined, allowed: ReadonlySet<string>): URL {
  let target: URL;
  try {
    target = new URL(url, base);
  } catch {
    throw new FunctionError(
      'INPUT_INVALID',
      'url: expected an absolute URL or one relative to the configured URL',
    );
  }
  if (target.username || target.password) {
    throw new FunctionError(
      'INPUT_INVALID',
      'url: user name and password do not belong in a URL; use secrets',
    );
  }
  if (!isSecure(target) || !allowed.has(target.origin)) {
    throw new FunctionError(
      'TARGET_NOT_ALLOWED',
      `${target.origin} is not among the configured origins; add it to ALLOWED_ORIGINS if it is meant (https only)`,
    );
  }
  return target;
}
