import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A published example: a request, and what its signature has to be. */
export interface OAuth1Vector {
  id: string;
  source: string;
  /** Where an expected value is not the one that the source prints. */
  note?: string;
  method: string;
  url: string;
  contentType?: string;
  body?: string;
  consumerKey: string;
  consumerSecret?: string;
  token?: string;
  tokenSecret?: string;
  signatureMethod: 'HMAC-SHA1' | 'HMAC-SHA256' | 'RSA-SHA1' | 'PLAINTEXT';
  timestamp?: string;
  nonce?: string;
  version?: '1.0';
  realm?: string;
  bodyHash?: true;
  parameters?: { oauth_callback?: string; oauth_verifier?: string };
  expected: { normalizedParameters: string; baseString: string; signature: string };
}

interface Vectors {
  rsaPrivateKey: { pkcs8: string };
  /** Text and its encoding. */
  percentEncoding: [text: string, encoded: string][];
  hmac: {
    hash: 'sha1' | 'sha256' | 'sha512';
    baseString: string;
    consumerSecret: string;
    tokenSecret: string;
    signature: string;
  }[];
  requests: OAuth1Vector[];
}

/** Published examples of OAuth 1.0a. */
export const oauth1Vectors: Vectors = JSON.parse(
  readFileSync(new URL('./vectors.json', import.meta.url), 'utf8'),
);

/** The key of the examples signed with RSA. */
export const vectorPrivateKey = createPrivateKey({
  key: Buffer.from(oauth1Vectors.rsaPrivateKey.pkcs8, 'base64'),
  format: 'der',
  type: 'pkcs8',
});

/** The header of an example, from its normalized parameters and its signature. */
export function vectorAuthorization({ realm, expected }: OAuth1Vector): string {
  const parameters = expected.normalizedParameters.split('&').filter((pair) => pair.startsWith('oauth_'));
  const signature = `oauth_signature=${encodeURIComponent(expected.signature)}`;
  const pairs = [...parameters, signature].sort().map((pair) => `${pair.replace('=', '="')}"`);
  return `OAuth ${[...(realm === undefined ? [] : [`realm="${realm}"`]), ...pairs].join(', ')}`;
}
