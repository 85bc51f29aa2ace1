import type { FunctionDocs } from '@lp-functions/platform';
import type definition from './index.ts';

export default {
  environment: {
    CONTEXT_ZONE: 'where the account lives: `z1` Americas, `z2` EMEA, `z3` APAC',
    CONTEXT_BASE_URL: 'another URL of the service instead of a zone',
    CONTEXT_NAMESPACE: 'the namespace of the properties',
    CONTEXT_API: '`v2` for the document API, which needs an access token instead of the Maven API key',
    ACCOUNT_ID: 'another account than the one the function runs in',
  },
  secrets: {
    mavenApiKey: 'the Maven API key; V1 only',
    contextAccessToken: 'the access token of the document API; V2 only',
  },
  payload: {
    properties: 'the properties to add or overwrite, any JSON; `{}` saves nothing',
    sessionId:
      'the session, by any name but `properties`; without it the properties are kept outside of sessions',
    delete: 'names of properties to delete, after saving',
    ttlSeconds:
      'seconds that the session lives on from now; the V2 API needs it, the V1 API does not know it',
  },
  result:
    '`{ saved: ["name", ...], sessionId }`, and `deleted: ["name", ...]` if names to delete were given.',
} satisfies FunctionDocs<typeof definition>;
