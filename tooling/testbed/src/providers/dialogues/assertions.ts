import { DIALOGUE_CREDENTIALS, type TokenDialogue } from '../dialogue.ts';

const { issuer: iss, subject: sub } = DIALOGUE_CREDENTIALS;

/** Tokens for an assertion that the client signs. */
export const ASSERTION_DIALOGUES: readonly TokenDialogue[] = [
  {
    provider: 'google',
    grant: 'jwt_bearer',
    scope: 'https://www.googleapis.com/auth/spreadsheets',
    request: {
      url: 'https://oauth2.googleapis.com/token',
      client: 'none',
      form: {},
      claims: {
        iss,
        sub,
        aud: 'https://oauth2.googleapis.com/token',
        scope: 'https://www.googleapis.com/auth/spreadsheets',
      },
    },
    answer: {
      access_token: 'ACCESS',
      scope: 'https://www.googleapis.com/auth/spreadsheets',
      token_type: 'Bearer',
      expires_in: 3_600,
    },
    lifetimeSecs: 3_600,
    refused: { status: 400, body: { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' } },
  },
  {
    provider: 'salesforce',
    grant: 'jwt_bearer',
    tenant: 'acme',
    request: {
      url: 'https://acme.my.salesforce.com/services/oauth2/token',
      client: 'none',
      form: {},
      claims: { iss, sub, aud: 'https://login.salesforce.com' },
    },
    answer: {
      access_token: 'ACCESS',
      scope: 'web openid api id',
      instance_url: 'https://acme.my.salesforce.com',
      id: 'https://login.salesforce.com/id/00Dd/005d',
      token_type: 'Bearer',
    },
    lifetimeSecs: undefined,
    refused: {
      status: 400,
      body: { error: 'invalid_grant', error_description: "user hasn't approved this consumer" },
    },
  },
  {
    provider: 'docusign',
    grant: 'jwt_bearer',
    tenant: 'account-d',
    request: {
      url: 'https://account-d.docusign.com/oauth/token',
      client: 'none',
      form: {},
      claims: { iss, sub, aud: 'account-d.docusign.com', scope: 'signature impersonation' },
    },
    answer: { access_token: 'ACCESS', token_type: 'Bearer', expires_in: 3_600 },
    lifetimeSecs: 3_600,
    refused: {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'no_valid_keys_or_signatures' },
    },
  },
];
