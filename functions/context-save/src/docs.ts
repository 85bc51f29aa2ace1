import { contextEnvironmentDocs, contextSecretsDocs } from '@lp-functions/context-store';
import type { FunctionDocs } from '@lp-functions/platform';
import type definition from './index.ts';

export default {
  environment: contextEnvironmentDocs,
  secrets: contextSecretsDocs,
  payload: {
    properties: 'the properties to add or overwrite, any JSON; `{}` saves nothing',
    sessionId:
      'the session, by any name but `properties`; without it the properties are kept outside of sessions',
    delete: 'names of properties to delete, after saving; none of those that are saved',
    ttlSeconds:
      'seconds that the session lives on from now; the V2 API needs it to save, the V1 API refuses it',
  },
  result:
    '`{ saved: ["name", ...], sessionId }`, and `deleted: ["name", ...]` if names to delete were given.',
} satisfies FunctionDocs<typeof definition>;
