import { FunctionError, isObject } from '@lp-functions/platform';
import { checkJson, type JsonObject } from '../json.ts';
import type { Place } from '../place.ts';
import { checkTtl } from '../ttl.ts';

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
  if (!isObject(properties)) throw new FunctionError('INPUT_INVALID', 'properties: expected an object');
  checkJson(properties, 'properties');
  checkTtl(ttlSeconds);
  await saveJson(place, properties, ttlSeconds);
}

/** The same for properties that are JSON for certain, as in a payload. */
export async function saveJson(
  { send, path, document }: Place,
  properties: JsonObject,
  ttlSeconds?: number,
): Promise<void> {
  const { length } = JSON.stringify(properties);
  if (length > MAX_CHARS) {
    throw new FunctionError('INPUT_INVALID', `properties: ${length} characters, at most ${MAX_CHARS}`);
  }
  // `{}`
  if (length < 3) return;
  if (!document === !!ttlSeconds)
    throw new FunctionError('INPUT_INVALID', 'ttlSeconds: only and always with V2');
  await (document
    ? send('POST', 'create', 0, { ...document, ttlSeconds, payload: properties })
    : send('PATCH', path, 0, properties));
}
