/**
 * What the documentation of a service says goes over the wire at its token endpoint, for one grant. It is written from
 * that documentation and knows nothing of the profiles that it judges.
 */
export interface TokenDialogue {
  /** What the service is called in `OAUTH2_PROVIDER`. */
  provider: string;
  grant: 'refresh_token' | 'client_credentials' | 'jwt_bearer';
  tenant?: string;
  /** What a user configures besides. */
  scope?: string;
  audience?: string;
  request: {
    url: string;
    /** Where the client's id and secret have to be. `none`: the assertion speaks for itself. */
    client: 'body' | 'basic' | 'none';
    /** The form, without credentials, refresh token and assertion. Nothing else may be in it. */
    form: Record<string, string>;
    /** Of the assertion, without times and identifiers. */
    claims?: Record<string, string>;
  };
  /** Members of the answer; the tokens stand in it as `ACCESS` and `REFRESH`. */
  answer: Record<string, unknown>;
  /** What the answer means. `undefined`: it does not say. */
  lifetimeSecs: number | undefined;
  /** Answer to a refresh token that is dead. */
  dead?: Refusal;
  /** Answer to a wrong client secret or assertion. */
  refused: Refusal;
}

export interface Refusal {
  status: number;
  body: Record<string, unknown>;
}

/** RFC 6749 section 5.2, which most services follow. */
export const DEAD: Refusal = {
  status: 400,
  body: { error: 'invalid_grant', error_description: 'The refresh token is invalid or expired.' },
};
export const REFUSED: Refusal = {
  status: 401,
  body: { error: 'invalid_client', error_description: 'Client authentication failed.' },
};

/** The credentials with which the dialogues are spoken; what is dead or wrong is told by its value. */
export const DIALOGUE_CREDENTIALS = {
  clientId: 'dialogue-client',
  clientSecret: 'canary-client-secret',
  wrongSecret: 'canary-wrong-secret',
  issuer: 'issuer@example.com',
  subject: 'subject@example.com',
  account: '12345678',
};
export const liveRefreshToken = (provider: string) => `canary-refresh-${provider}-1`;
export const nextRefreshToken = (provider: string) => `canary-refresh-${provider}-2`;
export const deadRefreshToken = (provider: string) => `canary-refresh-${provider}-dead`;
export const dialogueAccessToken = (provider: string, grant: string) => `canary-access-${provider}-${grant}`;
