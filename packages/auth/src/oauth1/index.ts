export { readOAuth1Credentials, TOKEN_NEEDS, type TokenNeed } from './read-credentials.ts';
export { signRequest } from './sign-request.ts';
export { SIGNATURE_METHODS, type SignatureMethod, usesRsa } from './signature.ts';
export type { OAuth1Credentials, SignableRequest, SignedRequest, SignOptions } from './types.ts';
