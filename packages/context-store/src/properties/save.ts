import { failure } from '@lp-functions/platform';
import type { Place } from '../connection.ts';
import { checkJson, type JsonObject } from '../json.ts';
import { send } from '../send.ts';

/** Most that a session can hold, in characters of JSON. */
const MAX_CHARS = 800_000;

/**
 * Adds and overwrites properties in one request; without properties there is none.
 * @param ttlSeconds lifetime of the whole session from now. V2 requires it, V1 has none.
 * @throws `INPUT_INVALID` for values that are not JSON, for too many characters, for a lifetime on V1 or none on V2
 */
export async function saveProperties(
  place: Place,
  properties: JsonObject,
  ttlSeconds?: number,
): Promise<void> {
  const { isV2, path } = place;
  checkJson(properties, 'properties');
  const { length } = JSON.stringify(properties);
  if (length > MAX_CHARS) {
    throw failure('INPUT_INVALID', `properties: ${length} characters, at most ${MAX_CHARS}`);
  }
  // `{}`
  if (length < 3) return;
  if (isV2 === !ttlSeconds) throw failure('INPUT_INVALID', 'ttlSeconds: required with V2, and only there');
  await (isV2
    ? send(place, 'POST', 'create', { ttlSeconds, payload: properties })
    : send(place, 'PATCH', `${path}/properties`, properties));
}
