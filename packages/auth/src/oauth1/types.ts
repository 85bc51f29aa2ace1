import type { SignatureMethod } from './signature.ts';

export interface SignableRequest {
  method: string;
  /** Absolute. */
  url: string;
  /** Only the content type matters: the fields of a form are signed. */
  headers?: Record<string, string>;
  /** Exactly what will be sent. */
  body?: string | Uint8Array;
}

export interface OAuth1Credentials {
  consumerKey: string;
  /** May be empty; RSA methods don't use it. */
  consumerSecret?: string;
  token?: string;
  /** May be empty; required beside a token, except by RSA methods. */
  tokenSecret?: string;
  /** PEM; RSA methods only. */
  privateKey?: string;
  /** As messages call it. @default 'privateKey' */
  privateKeyName?: string;
}

export interface SignOptions {
  /** @default 'HMAC-SHA1' */
  signatureMethod?: SignatureMethod;
  /** Names the protected area; not signed. */
  realm?: string;
  /** Adds `oauth_body_hash`, except to forms, which are signed anyway. @default false */
  bodyHash?: boolean;
  /** `null` leaves `oauth_version` out. @default '1.0' */
  version?: '1.0' | null;
  /** Seconds since the epoch. @default now; none with PLAINTEXT, which does not need it */
  timestamp?: string | number;
  /** @default 128 random bits; none without a timestamp */
  nonce?: string;
  parameters?: { oauth_callback?: string; oauth_verifier?: string };
}

export interface SignedRequest {
  /** Value of the Authorization header. */
  authorization: string;
  /** The URL to request, spelled as it was signed. */
  url: string;
  baseString: string;
  signature: string;
  /** What the header says, decoded. */
  oauthParameters: Record<string, string>;
}
