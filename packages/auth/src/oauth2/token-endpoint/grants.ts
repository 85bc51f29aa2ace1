import type { Run } from '@lp-functions/platform';
import { type Claims, type SigningKey, signAssertion } from './assertion.ts';

/** What is asked of a token endpoint, apart from who asks. */
export interface Grant {
  /** By their names in the protocol; an array repeats its name, what is empty is left out. */
  parameters: Record<string, string | readonly string[] | undefined>;
  /** Gives the parameter `assertion`, anew for each attempt: it is good for one. */
  assertion?(): string;
}

export interface ClientCredentialsRequest {
  /** What the server calls the grant. @default 'client_credentials' */
  grantType?: string | undefined;
  /** Separated by spaces. */
  scope?: string;
  audience?: string;
  /** RFC 8707: the APIs that the token is for. */
  resource?: readonly string[];
}

/** RFC 6749 4.4. */
export const clientCredentialsGrant = ({
  grantType = 'client_credentials',
  scope,
  audience,
  resource,
}: ClientCredentialsRequest): Grant => ({
  parameters: { grant_type: grantType, scope, audience, resource },
});

/** RFC 6749 6. @param scope narrower than the granted one; most servers want none */
export const refreshTokenGrant = (refreshToken: string, scope?: string): Grant => ({
  parameters: { grant_type: 'refresh_token', refresh_token: refreshToken, scope },
});

export interface JwtBearerRequest {
  /** The client, or a service account. */
  issuer: string;
  /** The account that is acted for. Left out if absent, as Google wants it for the service account itself. */
  subject?: string;
  audience: string;
  /** Separated by spaces. */
  scope?: string;
  /** Whether the assertion alone holds the scope, as Google documents it. @default false: the form does, too */
  isScopeInAssertion?: boolean;
  /** RFC 8707: the APIs that the token is for. */
  resource?: readonly string[];
}

/** RFC 7523 2.1: whoever signs is trusted by the server to speak for the subject. */
export function jwtBearerGrant(
  run: Pick<Run, 'clock' | 'redactor'>,
  key: SigningKey,
  { issuer, subject, audience, scope, isScopeInAssertion = false, resource }: JwtBearerRequest,
): Grant {
  const claims: Claims = { iss: issuer, sub: subject, aud: audience, scope };
  return {
    parameters: {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      scope: isScopeInAssertion ? undefined : scope,
      resource,
    },
    assertion: () => signAssertion(run, key, claims),
  };
}
