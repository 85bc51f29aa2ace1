/** What the documentation says of the variables that these functions share. */
export const contextEnvironmentDocs = {
  CONTEXT_ZONE: 'where the account lives: `z1` Americas, `z2` EMEA, `z3` APAC',
  CONTEXT_BASE_URL: 'another URL of the service instead of a zone',
  CONTEXT_NAMESPACE: 'the namespace of the properties',
  CONTEXT_API: '`v2` for the document API, which needs an access token instead of the Maven API key',
  ACCOUNT_ID: 'another account than the one the function runs in',
};

/** And of their secrets. */
export const contextSecretsDocs = {
  mavenApiKey: 'the Maven API key; V1 only',
  contextAccessToken:
    'the access token of the document API, or a token set that `refresh_scheduler` keeps; V2 only',
};
