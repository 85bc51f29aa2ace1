import {
  contextEnvironment,
  contextSecrets,
  contextSession,
  contextTargets,
  propertyNames,
} from '@lp-functions/context-store';
import { defineFunction, optional, text } from '@lp-functions/platform';

export default defineFunction({
  name: 'context_get',
  description: 'Reads properties from the context session store.',
  environment: contextEnvironment,
  payload: { sessionId: optional(text()), properties: optional(propertyNames()) },
  secrets: contextSecrets,
  targets: contextTargets,
  async handler(run) {
    const { properties } = run.payload;
    const session = await contextSession(run);
    return properties ? session.readSome(properties) : session.readAll();
  },
});
