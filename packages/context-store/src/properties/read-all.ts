import { isObject } from '@lp-functions/platform';
import type { Place } from '../connection.ts';
import type { JsonObject } from '../json.ts';
import { send } from '../send.ts';

/** @returns all properties, `{}` when nothing is stored */
export async function readProperties(place: Place): Promise<JsonObject> {
  const { isV2, path } = place;
  const propertiesIn = (answer: unknown) =>
    isV2 ? (answer as { payload?: unknown } | null)?.payload : answer;
  const answer = await send(place, 'GET', isV2 ? path : `${path}/properties`, undefined, {}, (answer) =>
    isObject(propertiesIn(answer)),
  );
  return (propertiesIn(answer) ?? {}) as JsonObject;
}
