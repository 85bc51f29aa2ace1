import { failure } from '../errors.ts';

/** `URL.canParse` is not used: in Node.js 20 and 22, once it is compiled, it takes hosts like `bücher.example` for faults. */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

/** `https:` everywhere, `http:` only to this machine; and no credentials, which `fetch` refuses and others send. */
export const isSecure = (url: URL | undefined): boolean =>
  /^(https:\/\/[^/@]+|http:\/\/(localhost|127(\.\d+){3}|\[::1])(:\d+)?)\//.test(`${url}`);

/** @throws `TARGET_NOT_ALLOWED` for another origin than the configured ones */
export function checkOrigin(target: URL, origins: readonly string[]): void {
  const { origin } = target;
  if (!isSecure(target) || !origins.includes(origin)) {
    throw failure('TARGET_NOT_ALLOWED', `${origin} is not configured; add it to ALLOWED_ORIGINS`);
  }
}
