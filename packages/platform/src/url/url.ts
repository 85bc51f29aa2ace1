import { FunctionError } from '../errors/function-error.ts';

/**
 * `URL.canParse` is not used: in Node.js 20 and 22, once it is compiled, it takes hosts like `bücher.example`
 * for faults.
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

/**
 * Whether a host name, as `URL` spells it, is this machine's: 127.0.0.0/8, ::1 (RFC 6890) or `localhost` (RFC
 * 6761).
 */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);

/**
 * `https:` everywhere, `http:` only to this machine; and no credentials, which `fetch` refuses and others
 * send.
 */
export function isSecureUrl(url: URL): boolean {
  if (url.username || url.password) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

/** @throws `TARGET_NOT_ALLOWED` for another origin than the configured ones */
export function checkOrigin(target: URL, origins: readonly string[]): void {
  const { origin } = target;
  if (!isSecureUrl(target)) {
    throw new FunctionError(
      'TARGET_NOT_ALLOWED',
      `${target.protocol}//${target.host} is not configured and cannot be: use https, without credentials`,
    );
  }
  if (!origins.includes(origin)) {
    throw new FunctionError(
      'TARGET_NOT_ALLOWED',
      `${origin} is not configured; if the function shall talk to it, add it to the variable ALLOWED_ORIGINS`,
    );
  }
}
