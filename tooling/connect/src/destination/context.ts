import { ConnectError } from '../connect-error.ts';
import type { TokenSet } from '../oauth2/token-set.ts';

/** Where the function can be asked to store tokens itself. */
export interface FunctionDoor {
  /** The platform's `.../invoke`, or `http://127.0.0.1:8701/refresh_scheduler` of `pnpm dev`. */
  url: string;
  /** The whole header, where the door wants one. */
  authorization?: string;
}

/**
 * Hands the tokens to `refresh_scheduler`, which seals them into the context session store.
 * @param group name of the connection's group, or its index in the list; not needed where there is one
 * @throws ConnectError `NOT_STORED`; the tokens are still the caller's
 */
export async function storeInContext(
  { url, authorization }: FunctionDoor,
  connection: string,
  group: string | number | undefined,
  tokens: TokenSet,
): Promise<void> {
  const payload = { store: { [connection]: { group, ...tokens } } };
  const isPlatform = new URL(url).pathname.endsWith('/invoke');
  const body = isPlatform ? { timestamp: Date.now(), headers: [], payload } : payload;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    body: JSON.stringify(body),
    redirect: 'manual',
  }).catch((error: Error) => {
    throw new ConnectError('NOT_STORED', `${new URL(url).host} could not be asked: ${error.message}`);
  });
  if (response.ok) {
    await response.body?.cancel();
    return;
  }
  throw new ConnectError(
    'NOT_STORED',
    `The function answered ${response.status}: ${messageOf(await response.text())}. Is TOKEN_STORAGE=context set there?`,
  );
}

/** What the function says is redacted by itself; anything else is not repeated. */
function messageOf(text: string): string {
  const [message = 'no reason'] = /[A-Z_]{6,}: [^"\\]{1,200}/.exec(text) ?? [];
  return message;
}
