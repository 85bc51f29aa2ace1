import type { Place } from '../place.ts';

/** Deletes a session with all its properties, or what the namespace holds outside of sessions. */
export async function deleteSession({ send, path, document }: Place): Promise<void> {
  await (document
    ? send('DELETE', 'property/delete', {}, document)
    : // The slash is the service's own way to say "all of them".
      send('DELETE', `${path}/`, {}));
}
