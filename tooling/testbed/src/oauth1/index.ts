export { createReplayGuard, type ReplayGuard } from './replay.ts';
export type { OAuth1Credentials } from './signature.ts';
export { type RawRequest, type Verdict, type VerifyOptions, verifyOAuth1 } from './verify.ts';
