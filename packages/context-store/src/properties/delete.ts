import { INPUT_INVALID } from '@lp-functions/platform';
import { segment } from '../names.ts';
import type { Place } from '../place.ts';

/** Deletes properties: V2 in one request, V1 in one for each, at the same time. What is not there stays so. */
export async function deleteProperties(
  { send, path, document }: Place,
  names: readonly string[],
): Promise<void> {
  // Without names, V2 would delete the document.
  await (document
    ? names[0] && send('DELETE', 'property/delete', {}, { ...document, propertyToDelete: names })
    : Promise.all(
        names.map((name) => send('DELETE', `${path}/${segment(INPUT_INVALID, 'name', name)}`, {})),
      ));
}
