import { failure } from '../errors.ts';

/** `https:` everywhere, `http:` only to this machine. */
export const isSecure = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1])$/.test(hostname));

/**
 * The URL a request goes to.
 * @param url absolute, or relative to `base`
 * @param allowed the configured origins
 * @throws `INPUT_INVALID` for what is no URL, `TARGET_NOT_ALLOWED` for another origin than the configured ones
 */
export function resolveTarget(url: string, base: string | undefined, allowed: readonly string[]): URL {
  const target = URL.canParse(url, base) && new URL(url, base);
  if (!target || target.username || target.password) {
    throw failure('INPUT_INVALID', 'url: expected a URL without user name and password');
  }
  if (!isSecure(target) || !allowed.includes(target.origin)) {
    throw failure('TARGET_NOT_ALLOWED', `${target.origin} is not configured; add it to ALLOWED_ORIGINS`);
  }
  return target;
}
