import type { Place } from '../connection.ts';
import { segment } from '../names.ts';
import { send } from '../send.ts';

/** Deletes properties: V2 in one request, V1 in one for each, at the same time. What is not there stays so. */
export async function deleteProperties(place: Place, names: readonly string[]): Promise<void> {
  const { isV2, path } = place;
  const segments = names.map((name) => segment('name', name));
  // Without names, V2 would delete the document.
  const calls = isV2
    ? segments.slice(0, 1).map(() => ['property/delete', { propertyToDelete: names }])
    : segments.map((name) => [`${path}/properties/${name}`]);
  await Promise.all(calls.map(([to, content]) => send(place, 'DELETE', to as string, content as object, {})));
}
