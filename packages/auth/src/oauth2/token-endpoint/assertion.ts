import crypto from 'node:crypto';
import { asText, FunctionError, type Run } from '@lp-functions/platform';
import { type PrivateKey, readPrivateKey } from '../../keys/private-key.ts';

/** What signs assertions. */
export interface SigningKey {
  /** PEM, or the JSON text of a JWK. */
  privateKey: string;
  /** The account's name of the secret that holds it, for messages. */
  secretName: string;
  /** The `kid` of the header. @default the JWK's; a PEM has none */
  keyId?: string;
}

/** Who says what to whom (RFC 7523 3); `jti`, `iat` and `exp` are added. */
export interface Claims {
  iss: string;
  sub?: string | undefined;
  aud: string;
  scope?: string | undefined;
}

interface Algorithm {
  /** Type of the key, or the curve of an EC key, as Node.js calls them. */
  kind: string;
  /** `undefined` where the algorithm has one of its own. */
  digest?: string;
  isPss?: boolean;
}

/** What a JWK's `alg` may say (RFC 7518 3.1, RFC 8037 3.1, RFC 9864 2.2). */
const ALGORITHMS: Record<string, Algorithm> = {
  RS256: { kind: 'rsa', digest: 'sha256' },
  RS384: { kind: 'rsa', digest: 'sha384' },
  RS512: { kind: 'rsa', digest: 'sha512' },
  PS256: { kind: 'rsa', digest: 'sha256', isPss: true },
  PS384: { kind: 'rsa', digest: 'sha384', isPss: true },
  PS512: { kind: 'rsa', digest: 'sha512', isPss: true },
  ES256: { kind: 'prime256v1', digest: 'sha256' },
  ES384: { kind: 'secp384r1', digest: 'sha384' },
  ES512: { kind: 'secp521r1', digest: 'sha512' },
  EdDSA: { kind: 'ed25519' },
  Ed25519: { kind: 'ed25519' },
};
/** For keys that name no algorithm: the one of each kind that every server knows. */
const DEFAULT_ALGORITHMS = ['RS256', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const KIND_NAMES: Record<string, string> = {
  rsa: 'RSA',
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
  ed25519: 'Ed25519',
};
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi'];
const LIFETIME_SECS = 60;

/**
 * A signed JWT (RFC 7519, RFC 7523 3), good for a minute and for one request: servers refuse a `jti` they
 * have seen. Its algorithm is the `alg` of a JWK, else RS256, ES256, ES384, ES512 or EdDSA by the kind of the
 * key.
 * @throws `SIGNATURE_FAILED` that names the secret
 */
export function signAssertion(
  { clock, redactor }: Pick<Run, 'clock' | 'redactor'>,
  signingKey: SigningKey,
  claims: Claims,
): string {
  const { keyId, secretName } = signingKey;
  const { key, jwk = {} } = readPrivateKey(signingKey.privateKey, secretName);
  redactor.add(...PRIVATE_MEMBERS.map((name) => asText(jwk[name])));
  const alg = algorithmOf({ key, jwk }, secretName);
  const iat = Math.floor(clock.now() / 1_000);
  // Which key it is; the thumbprints are those of its certificate (RFC 7515 4.1.4, 4.1.7, 4.1.8).
  const header = { typ: 'JWT', alg, kid: keyId ?? jwk.kid, x5t: jwk.x5t, 'x5t#S256': jwk['x5t#S256'] };
  const payload = { ...claims, jti: crypto.randomUUID(), iat, exp: iat + LIFETIME_SECS };
  const input = `${encode(header)}.${encode(payload)}`;
  const assertion = `${input}.${sign(input, key, alg, secretName)}`;
  redactor.add(assertion);
  return assertion;
}

/** The name of the algorithm, which fits the key. */
function algorithmOf({ key, jwk }: Required<PrivateKey>, secretName: string): string {
  const refuse = (text: string) => new FunctionError('SIGNATURE_FAILED', `${secretName}: ${text}`);
  const kind = key.asymmetricKeyDetails?.namedCurve ?? key.asymmetricKeyType;
  const name = jwk.alg ?? DEFAULT_ALGORITHMS.find((each) => ALGORITHMS[each]?.kind === kind);
  if (name === undefined) {
    throw refuse(`a key of this kind cannot be used; take one of ${Object.values(KIND_NAMES).join(', ')}`);
  }
  const algorithm = ALGORITHMS[asText(name)];
  if (!algorithm) {
    throw refuse(`the JWK has an alg that cannot be used; take one of ${Object.keys(ALGORITHMS).join(', ')}`);
  }
  if (algorithm.kind !== kind) {
    throw refuse(`the JWK says alg ${name}, which needs ${KIND_NAMES[algorithm.kind]}; correct its alg`);
  }
  return asText(name);
}

function sign(input: string, key: crypto.KeyObject, alg: string, secretName: string): string {
  const { digest, isPss } = ALGORITHMS[alg] ?? {};
  const { RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_DIGEST } = crypto.constants;
  const pss = isPss ? { padding: RSA_PKCS1_PSS_PADDING, saltLength: RSA_PSS_SALTLEN_DIGEST } : {};
  try {
    // The encoding concerns EC keys only (RFC 7518 3.4).
    return crypto
      .sign(digest, Buffer.from(input), { key, dsaEncoding: 'ieee-p1363', ...pss })
      .toString('base64url');
  } catch {
    throw new FunctionError(
      'SIGNATURE_FAILED',
      `${secretName}: the key is too short for ${alg}; use a longer one`,
    );
  }
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
