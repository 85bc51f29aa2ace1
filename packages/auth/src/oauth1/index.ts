export { readOAuth1Credentials } from './read-credentials.ts';
export { signRequest } from './sign-request.ts';
export { SIGNATURE_METHODS, type SignatureMethod } from './signature.ts';
export type { OAuth1Credentials, SignableRequest, SignedRequest, SignOptions } from './types.ts';
