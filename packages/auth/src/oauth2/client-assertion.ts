import crypto from 'node:crypto';
import { asText, FunctionError, isObject, parseJson, type Run } from '@lp-functions/platform';

type Algorithm = [name: string, digest?: string];

/** By the type of the key, or the curve of an EC key (RFC 7518 3.1, RFC 8037 3.1). */
const ALGORITHMS: Record<string, Algorithm> = {
  rsa: ['RS256', 'sha256'],
  prime256v1: ['ES256', 'sha256'],
  ed25519: ['EdDSA'],
};
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi'];
const LIFETIME_SECS = 60;

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/**
 * A signed JWT that says who the client is (RFC 7523 2.2, 3). It is good for one request: servers refuse a `jti`
 * they have seen.
 * @param privateKey PEM, or the JSON text of a JWK; a JWK's `kid` goes into the header
 * @throws `SIGNATURE_FAILED`
 */
export function clientAssertion(
  { clock, redactor }: Pick<Run, 'clock' | 'redactor'>,
  clientId: string,
  privateKey: string,
  tokenUrl: string,
): string {
  const parsed = parseJson(privateKey);
  const jwk = isObject(parsed) && parsed;
  if (jwk) redactor.add(...PRIVATE_MEMBERS.map((name) => asText(jwk[name])));
  try {
    const key = crypto.createPrivateKey(
      // A text field of one line turns the line breaks of a PEM into the two characters \n.
      jwk ? { key: jwk, format: 'jwk' } : privateKey.replaceAll('\\n', '\n'),
    );
    const { asymmetricKeyDetails, asymmetricKeyType } = key;
    // Another kind of key has no entry, which fails here.
    const [alg, digest] = ALGORITHMS[asymmetricKeyDetails?.namedCurve ?? `${asymmetricKeyType}`] as Algorithm;
    const iat = Math.floor(clock.now() / 1_000);
    const input = [
      { typ: 'JWT', alg, kid: jwk ? jwk.kid : undefined },
      {
        iss: clientId,
        sub: clientId,
        aud: tokenUrl,
        jti: crypto.randomUUID(),
        iat,
        exp: iat + LIFETIME_SECS,
      },
    ]
      .map(encode)
      .join('.');
    // The encoding concerns EC keys only.
    const signature = crypto.sign(digest, Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' });
    const assertion = `${input}.${signature.toString('base64url')}`;
    redactor.add(assertion);
    return assertion;
  } catch {
    throw new FunctionError(
      'SIGNATURE_FAILED',
      'the private key has to be RSA, P-256 or Ed25519, as PEM or JWK',
    );
  }
}
