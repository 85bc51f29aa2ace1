import { isObject } from '@lp-functions/platform';
import type { JsonObject } from '../json.ts';
import type { Place } from '../place.ts';

/** @returns all properties, `{}` when nothing is stored */
export async function readProperties({ send, path, document }: Place): Promise<JsonObject> {
  const propertiesIn = (answer: unknown) =>
    document ? (answer as { payload?: unknown } | null)?.payload : answer;
  const answer = await send('GET', path, {}, undefined, (answer) => isObject(propertiesIn(answer)));
  return (propertiesIn(answer) ?? {}) as JsonObject;
}
