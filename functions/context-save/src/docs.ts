import type { FunctionDocs } from '@lp-functions/platform';
import type definition from './index.ts';

export default {
  environment: {
    CONTEXT_ZONE: 'Where the account lives: `z1` Americas, `z2` EMEA, `z3` APAC',
    CONTEXT_BASE_URL: 'Another URL of the service instead of a zone',
    CONTEXT_NAMESPACE: 'The namespace of the properties',
    CONTEXT_API: '`v2` for the document API, which needs an access token instead of the Maven API key',
    ACCOUNT_ID: 'Another account than the one the function runs in',
  },
  secrets: {
    mavenApiKey: 'The Maven API key; V1 only',
    contextAccessToken: 'The access token of the document API; V2 only',
  },
  payload: {
    properties: 'The properties to add or overwrite, any JSON; `{}` saves nothing',
    sessionId: 'The session; without it the properties are kept outside of sessions',
    delete: 'Names of properties to delete, after saving',
    ttlSeconds:
      'Lifetime of the session from now; required with the V2 API, which has one, and unknown to V1',
  },
  result: '`{ saved: ["name", ...], sessionId }`, and `deleted: ["name", ...]` if names to delete were given',
} satisfies FunctionDocs<typeof definition>;
