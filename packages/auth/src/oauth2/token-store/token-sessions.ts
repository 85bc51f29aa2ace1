/** What JSON can express. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

/** One session of the context session store, as `contextSessions` of packages/context-store gives it. */
export interface TokenSession {
  /** Adds and overwrites properties. @param ttlSeconds lifetime of the session from now, for the document API */
  save(properties: JsonObject, ttlSeconds?: number): Promise<void>;
  /** `{}` when nothing is stored. */
  readAll(): Promise<{ [name: string]: Json | undefined }>;
  readOne(name: string): Promise<Json | undefined>;
  deleteOne(name: string): Promise<void>;
  deleteAll(): Promise<void>;
}

/** The namespace that tokens are kept in. */
export interface TokenSessions {
  accountId: string;
  namespace: string;
  /** Of what is saved, from then on; absent where the namespace has a lifetime. */
  ttlSecs?: number | undefined;
  session(id: string): TokenSession;
}

/** Thirteen months at their shortest, the longest that the service keeps what nobody writes. */
export const LONGEST_TTL_SECS = 395 * 86_400;

/** What the session of a connection holds. */
export interface SealedTokens {
  group: string;
  sealed: string;
}

export const tokenSession = (sessions: TokenSessions, connection: string): TokenSession =>
  sessions.session(`token.${connection}`);

/** An object as JSON has it; members that are `undefined` are left out. */
export const asJson = (value: object): JsonObject => JSON.parse(JSON.stringify(value));
