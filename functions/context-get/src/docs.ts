import { contextEnvironmentDocs, contextSecretsDocs } from '@lp-functions/context-store';
import type { FunctionDocs } from '@lp-functions/platform';
import type definition from './index.ts';

export default {
  environment: contextEnvironmentDocs,
  secrets: contextSecretsDocs,
  payload: {
    sessionId: 'the session, by any name but `properties`; without it the properties outside of sessions',
    properties: 'names of the properties to read; without it all of them',
  },
  result: 'the object of properties, `{}` when nothing is stored.',
} satisfies FunctionDocs<typeof definition>;
