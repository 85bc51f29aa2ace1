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
    sessionId: 'the session, by any name but `properties`; without it the properties outside of sessions',
    properties: 'names of the properties to read; without it all of them',
  },
  result: 'the object of properties, `{}` when nothing is stored.',
} satisfies FunctionDocs<typeof definition>;
