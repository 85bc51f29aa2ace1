import type { ClientAuth } from '../../token-endpoint/index.ts';

/** How a connection gets new tokens: RFC 6749 6, RFC 6749 4.4, RFC 7523 2.1. */
export const GRANTS = ['refresh_token', 'client_credentials', 'jwt_bearer'] as const;
export type GrantType = (typeof GRANTS)[number];

/**
 * Where tokens are kept.
 * - `separate`: in the secrets `refreshToken` and `accessToken`, as the platform's own example does
 * - `single`: in one secret `tokenSet`, written in one step
 * - `context`: sealed, in the context session store
 */
export const TOKEN_STORAGES = ['separate', 'single', 'context'] as const;
export type StorageKind = (typeof TOKEN_STORAGES)[number];

/** Secrets of a connection, by their default names. */
export type ConnectionSecret =
  | 'clientId'
  | 'clientSecret'
  | 'clientPrivateKey'
  | 'refreshToken'
  | 'accessToken'
  | 'tokenSet';

/** What connections to the same server have in common. */
export interface Group {
  /** Where it is configured, for messages: `crm[0]` is the first group in the secret `crm`. */
  place: string;
  /** What tells it apart from other groups for as long as tokens are kept. */
  id: string;
  tokenUrl: string;
  grant: GrantType;
  clientAuth: ClientAuth;
  /** Separated by spaces. */
  scope: string | undefined;
  /** Further parameters of token requests. */
  extra: Record<string, string> | undefined;
  storage: StorageKind;
  /** Lifetime of tokens whose server names none; without it they are refreshed in every run. */
  defaultTtlSecs: number | undefined;
  /** Tokens that are good for longer are left alone; 0: none are. */
  withinSecs: number;
  /** The parameter of `client_credentials`, where a provider wants one. */
  audience: string | undefined;
  /** What the server calls the grant, where it is another name than that of RFC 6749. */
  grantType: string | undefined;
  /** Only for `jwt_bearer`. */
  assertion: Assertion | undefined;
}

/** What is said in a signed statement (RFC 7523 2.1). */
export interface Assertion {
  issuer: string;
  subject: string | undefined;
  audience: string;
  /** Whether the statement alone holds the scope. */
  isScopeInAssertion: boolean;
}

/** Somebody's access to an API, kept alive by refreshing. */
export interface Connection {
  /** As results and messages call it. */
  name: string;
  group: Group;
  /** The account's name of a secret. */
  nameOf(secret: ConnectionSecret): string;
  /** Whether other connections of the group use the same client. */
  hasSharedClient: boolean;
}

/** The server that a connection depends on. */
export const originOf = ({ group }: Connection): string => new URL(group.tokenUrl).origin;
