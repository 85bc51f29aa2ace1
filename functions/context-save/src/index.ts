import {
  checkSaveAndDelete,
  contextEnvironment,
  contextSecrets,
  contextSession,
  contextTargets,
  DEFAULT_SESSION,
  type JsonObject,
  lifetime,
  propertyNames,
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
    ttlSeconds: optional(lifetime()),
  },
  secrets: contextSecrets,
  targets: contextTargets,
  async handler(run) {
    const { properties, sessionId = DEFAULT_SESSION, delete: deleted, ttlSeconds } = run.payload;
    checkSaveAndDelete(properties, deleted);
    const session = await contextSession(run);
    await session.save(properties, ttlSeconds);
    if (deleted) await session.deleteSome(deleted);
    return { saved: Object.keys(properties), deleted, sessionId };
  },
});
