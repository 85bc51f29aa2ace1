import {
  contextEnvironment,
  contextPlace,
  contextSecrets,
  contextTargets,
  deleteProperties,
  type JsonObject,
  propertyNames,
  saveJson,
} from '@lp-functions/context-store';
import { custom, defineFunction, isObject, optional, text } from '@lp-functions/platform';

export default defineFunction({
  name: 'context_save',
  description: 'Saves properties in the context session store, and deletes some.',
  environment: contextEnvironment,
  payload: {
    properties: custom<JsonObject>('an object', isObject),
    sessionId: optional(text()),
    delete: optional(propertyNames()),
    ttlSeconds: optional(
      custom<number>('a whole number above 0', (value) => Number.isInteger(value) && (value as number) > 0),
    ),
  },
  secrets: contextSecrets,
  targets: contextTargets,
  async handler(run) {
    const { properties, sessionId = '__default__', delete: deleted, ttlSeconds } = run.payload;
    const place = await contextPlace(run);
    await saveJson(place, properties, ttlSeconds);
    if (deleted) await deleteProperties(place, deleted);
    return { saved: Object.keys(properties), deleted, sessionId };
  },
});
