import type { HttpClient } from '@lp-functions/platform';

/** What opens the service: the Maven API key for V1, an access token for V2. */
export interface Credential {
  value: string;
  /** Where it comes from, for messages, e.g. `the secret mavenApiKey`. */
  source: string;
  /** Reads it again, past all caches; called when the service refuses the value. @default never read again */
  renew?: () => Promise<string>;
}

/** The service of one account, and what opens it. */
export interface Connection {
  /** Without a slash at the end. */
  baseUrl: string;
  accountId: string;
  http: Pick<HttpClient, 'send' | 'paced'>;
  credential: Credential;
}
