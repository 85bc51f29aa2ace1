import type { Place } from '../place.ts';

/** Half of the requests that the platform lets a function send in a second. */
const AT_ONCE = 10;

/**
 * Deletes properties: V2 in one request, V1 in one for each, ten at the same time. What is not there stays so.
 * All at once, more than about forty would get 429 until their attempts are used up.
 * @param names checked already
 */
export async function deleteProperties(
  { send, path, document }: Place,
  names: readonly string[],
): Promise<void> {
  if (document) {
    // Without names, V2 would delete the document.
    if (names[0]) await send('DELETE', 'property/delete', {}, { ...document, propertyToDelete: names });
    return;
  }
  for (let at = 0; names[at]; at += AT_ONCE) {
    await Promise.all(
      names.slice(at, at + AT_ONCE).map((name) => send('DELETE', `${path}/${encodeURIComponent(name)}`, {})),
    );
  }
}
