import { failure } from '../errors.ts';

/** `https:` everywhere, `http:` only to this machine. */
export const isSecure = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1])$/.test(hostname));

/** @throws `TARGET_NOT_ALLOWED` for another origin than the configured ones */
export function checkOrigin(target: URL, origins: readonly string[]): void {
  const { origin } = target;
  if (!isSecure(target) || !origins.includes(origin)) {
    throw failure('TARGET_NOT_ALLOWED', `${origin} is not configured; add it to ALLOWED_ORIGINS`);
  }
}
