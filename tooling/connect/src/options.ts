import type { SignatureMethod } from '@lp-functions/auth';
import type { SecretStorageKind } from './destination/secrets.ts';

/** Where tokens go. */
export type Destination =
  /** The secrets of `pnpm dev` on this machine. */
  | { kind: 'local' }
  /** The context session store, through the function that renews them. */
  | { kind: 'context'; url: string; group?: string | number }
  /** Standard output, once. */
  | { kind: 'print' }
  /** A file that is removed after a person has copied from it. */
  | { kind: 'copy' }
  /** A new file that only its owner can read, and that stays. */
  | { kind: 'file'; path: string };

/** What is said on the command line or by a caller; what is missing is asked for. */
export interface ConnectOptions {
  connection: string;
  provider?: string;
  kind?: 'authorization_code' | 'oauth1';
  tenant?: string;
  account?: string;
  clientId?: string;
  /** Never from a flag: from the environment, a file or a prompt. */
  clientSecret?: string;
  /** PEM, for RSA signatures of OAuth 1.0a. */
  privateKey?: string;
  /** Separated by spaces. */
  scope?: string;
  /** As registered. On this machine the browser comes back by itself, elsewhere its address is pasted. */
  redirectUri?: string;
  /** Of this machine, for `http://localhost:<port>/callback`. */
  port?: number;
  device?: boolean;
  /** Of a service without a profile, or instead of the profile's. */
  urls?: {
    authorize?: string;
    token?: string;
    device?: string;
    requestToken?: string;
    accessToken?: string;
  };
  /** Added to the address that the person opens. */
  authorizeParameters?: Record<string, string>;
  clientAuth?: 'client_secret_post' | 'client_secret_basic';
  signatureMethod?: SignatureMethod;
  realm?: string;
  /** How `refresh_scheduler` keeps the tokens, for the names of secrets. */
  storage: SecretStorageKind;
  destination?: Destination;
  /** Refreshes once before storing. */
  verify?: boolean;
  timeoutMs: number;
}
