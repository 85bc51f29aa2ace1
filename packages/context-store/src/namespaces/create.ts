import type { Send } from '../send.ts';
import { checkTtl } from '../ttl.ts';

/**
 * Creates a namespace; one that exists stays as it is. Saving in a namespace creates it, too, but without a lifetime.
 * @param account encoded
 * @param ttlSeconds lifetime of what is saved in it @default for ever
 */
export async function createNamespace(
  send: Send,
  account: string,
  name: string,
  ttlSeconds: number | undefined,
): Promise<void> {
  checkTtl(ttlSeconds);
  await send('POST', account + (ttlSeconds ? `?ttlSecond=${ttlSeconds}` : ''), undefined, { name });
}
