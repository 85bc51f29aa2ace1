import type { SignatureMethod } from '../oauth1/index.ts';

/**
 * Text with places to fill: `{tenant}` as it is given, `{host}` as part of a host name (lower case, hyphens),
 * `{TENANT}` as NetSuite writes it in a realm (upper case, underscores), `{account}` the LivePerson account.
 */
export type Template = string;

/** The way in which a client authenticates, as far as services ask for it. */
export type ProfileClientAuth = 'client_secret_post' | 'client_secret_basic' | 'private_key_jwt';

/** What a run has to know of a token endpoint. Everything else in a profile is for people and tools. */
export interface TokenEndpoint {
  tokenUrl: Template;
  /** @default 'client_secret_post' */
  clientAuth?: ProfileClientAuth;
  /** What is asked for when nobody says which. */
  scope?: Template;
  /** What stands between scopes. @default ' ' */
  scopeSeparator?: ',';
  /** Another name of the grant than the one of RFC 6749. */
  grantType?: string;
  audience?: Template;
  extra?: Readonly<Record<string, Template>>;
  /** For a tenant that is not given. */
  tenant?: string;
  /** How long a token is good for whose answer names no lifetime. */
  defaultTtlSecs?: number;
}

/** What a run has to know to ask for a token with a signed assertion (RFC 7523 section 2.1). */
export interface JwtBearerEndpoint extends TokenEndpoint {
  /** `aud` of the assertion. @default the token URL */
  jwtAudience?: Template;
  /** The assertion alone holds the scope. @default the form does, too */
  isScopeInAssertion?: true;
}

/** What a run has to know to sign requests. */
export interface OAuth1Signing {
  signatureMethod: SignatureMethod;
  realm?: Template;
  /** `none`: requests are signed with the consumer's credentials alone. @default 'required' */
  token?: 'none';
}

/** What a tenant is called by the service, so that a person can find it. */
export interface Tenant {
  description: string;
  example: string;
}

interface Common {
  /** What `OAUTH2_PROVIDER` or `OAUTH1_PROVIDER` says. */
  provider: string;
  title: string;
  /** The pages of the service's own documentation that the profile follows. */
  documentation: readonly [string, ...string[]];
  /** Where the templates hold one. */
  tenant?: Tenant;
  /** What a person has to know before setting it up. */
  notes?: string;
}

/** Whether endpoint, client authentication and grant were found in documentation; if not, what was not. */
export type Verification = { verified: true } | { verified: false; missing: string };

/** How answers tell the lifetime of an access token. */
export interface Lifetime {
  /** As documented, or as the service sets it by default. */
  secs?: number;
  /** `absent`: the answer does not say. */
  told: 'expires_in' | 'absent';
}

/** What becomes of a refresh token that was used. */
export interface RefreshToken {
  /**
   * - `always`: each refresh gives another one and ends the old one
   * - `never`: it stays
   * - `optional`: depends on how the client or the tenant is set up, or on time
   */
  rotation: 'always' | 'never' | 'optional';
  /** What the old one is still good for after a rotation, as the end of a sentence. */
  overlap?: string;
  /** How long it lives, or may lie unused. */
  lifetime?: string;
}

export type OAuth1Profile = Common &
  Verification & {
    kind: 'oauth1';
    signing: OAuth1Signing;
    /** The three legs; absent where tokens are made in the service's own pages, or where there are none. */
    legs?: {
      requestTokenUrl: Template;
      authorizeUrl: Template;
      accessTokenUrl: Template;
      /** @default 'POST' */
      method?: 'GET';
      /** Added to the URL that a person opens. */
      authorizeParameters?: Readonly<Record<string, string>>;
      /** Whether `http://127.0.0.1` will do as callback; `oob`: the person gets a code to type in. */
      callback: 'loopback' | 'registered' | 'oob';
    };
  };

export type ClientCredentialsProfile = Common &
  Verification & { kind: 'client_credentials'; endpoint: TokenEndpoint; lifetime: Lifetime };

export type JwtBearerProfile = Common &
  Verification & {
    kind: 'jwt_bearer';
    endpoint: JwtBearerEndpoint;
    lifetime: Lifetime;
    /** What the claims have to be. */
    claims: { issuer: string; subject: string };
  };

export type AuthorizationCodeProfile = Common &
  Verification & {
    kind: 'authorization_code';
    /** For the code as well as for refresh tokens. */
    endpoint: TokenEndpoint;
    authorizationUrl: Template;
    /** Without some of them there is no refresh token. */
    authorizationParameters?: Readonly<Record<string, string>>;
    /** Further parameters of the request that exchanges the code. */
    exchangeParameters?: Readonly<Record<string, string>>;
    /** The scope without which there is no refresh token. */
    refreshScope?: string;
    pkce: 'required' | 'supported' | 'undocumented';
    /**
     * - `any_port`: `http://127.0.0.1` or `http://localhost` with any port (RFC 8252 section 7.3)
     * - `registered`: loopback, but exactly as it was registered
     * - `https_only`: no loopback; a person pastes the URL to which the browser was sent
     */
    redirect: 'any_port' | 'registered' | 'https_only';
    deviceAuthorizationUrl?: Template;
    lifetime: Lifetime;
    refreshToken: RefreshToken;
    /** The codes that answers give for a refresh token which is dead. */
    deadGrants: readonly string[];
  };

/** One way in which a service gives access. Many have several. */
export type ProviderProfile =
  | OAuth1Profile
  | ClientCredentialsProfile
  | JwtBearerProfile
  | AuthorizationCodeProfile;

export type ProfileKind = ProviderProfile['kind'];
