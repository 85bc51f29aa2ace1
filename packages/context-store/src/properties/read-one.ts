import type { Json } from '../json.ts';
import { segment } from '../names.ts';
import type { Place } from '../place.ts';
import { readSomeProperties } from './read-some.ts';

const NOTHING = {};

/**
 * Reads one property, `undefined` when it is not stored. V1 may answer with raw text: then text that is JSON, such as
 * `"1"`, can't be told from what it stands for. `readSome` always can.
 */
export async function readProperty(place: Place, name: string): Promise<Json | undefined> {
  const { send, path, document } = place;
  const encoded = segment('INPUT_INVALID', 'name', name);
  if (document) return Object.values(await readSomeProperties(place, [name]))[0];
  const answer = await send('GET', `${path}/${encoded}`, NOTHING, undefined, () => true);
  return answer === NOTHING ? undefined : (answer as Json);
}
