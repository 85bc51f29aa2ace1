import { isObject } from '@lp-functions/platform';
import type { Json, JsonObject } from '../json.ts';
import type { Place } from '../place.ts';
import { readProperties } from './read-all.ts';

/**
 * Reads some properties in one request. V2 selects; V1 can't, and there reading all of them beats one request for
 * each: `pnpm bench context` measures both. Besides, a single V1 property may come as raw text, in which `"1"` and `1`
 * are the same.
 * @returns those that are stored
 */
export async function readSomeProperties(place: Place, names: readonly string[]): Promise<JsonObject> {
  const { send, document } = place;
  if (!names.length) return {};
  const prefix = document ? `${document.nameSpace}.` : '';
  const filter = names.map((name) => prefix + name);
  const found = (
    document
      ? await send('POST', 'properties', {}, { ...document, filter }, isObject)
      : await readProperties(place)
  ) as JsonObject;
  return Object.fromEntries(
    names
      .filter((name) => Object.hasOwn(found, prefix + name))
      .map((name) => [name, found[prefix + name] as Json]),
  );
}
