export { type KeyRing, readKeyRing, type SealedFor } from './sealing.ts';
export {
  asJson,
  type Json,
  type JsonObject,
  LONGEST_TTL_SECS,
  type SealedTokens,
  type TokenSession,
  type TokenSessions,
  tokenSession,
} from './token-sessions.ts';
