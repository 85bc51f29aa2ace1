import { ConnectError } from '../connect-error.ts';
import type { Ui } from '../ui/ui.ts';

/**
 * Lets a person paste the URL to which the browser was sent, where a service takes no loopback.
 * @throws ConnectError `REDIRECT_INVALID`
 */
export async function pastedRedirect(
  ui: Ui,
  redirectUri: string,
  isExpected: (url: URL) => boolean,
): Promise<URL> {
  // It holds the code, which is good for a moment only, but a terminal's history is kept.
  const text = await ui.askSecret(
    `The browser ends at ${redirectUri}?... (an error page is fine). Paste the whole address here`,
    'the address on standard input',
  );
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.origin + url.pathname !== redirectUri) {
    throw new ConnectError(
      'REDIRECT_INVALID',
      `Expected an address that begins with ${redirectUri}; start again`,
    );
  }
  if (!isExpected(url)) {
    throw new ConnectError(
      'REDIRECT_INVALID',
      'The address belongs to another attempt (its state differs); start again',
    );
  }
  return url;
}
