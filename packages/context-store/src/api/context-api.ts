import type { ApiVersion } from '../service/facts.ts';
import type { Json, JsonObject } from '../service/json.ts';

/** Where properties are kept. */
export interface Address {
  namespace: string;
  /** Absent: what the namespace holds outside of sessions, on V1 its session `__default__`. */
  sessionId?: string | undefined;
}

/**
 * What both APIs do, each in its own requests. Names and values were checked before they get here.
 * Every call may be repeated: reads and deletions anyway, a save because the last write of each name wins.
 * All throw `CONTEXT_REJECTED`, `RESPONSE_INVALID`, and what the HTTP client throws.
 */
export interface ContextApi {
  readonly version: ApiVersion;
  /**
   * Adds and overwrites.
   * @param ttlSeconds lifetime of the whole session from now; for V2 always given, for V1 never
   */
  save(address: Address, properties: JsonObject, ttlSeconds?: number): Promise<void>;
  /** `{}` when nothing is stored. */
  readAll(address: Address): Promise<JsonObject>;
  /** Those that are stored. */
  readSome(address: Address, names: readonly string[]): Promise<JsonObject>;
  /** `undefined` when it is not stored. */
  readOne(address: Address, name: string): Promise<Json | undefined>;
  /** What is not there stays so. @param names at least one */
  deleteSome(address: Address, names: readonly string[]): Promise<void>;
  /** Deletes the session with all its properties. */
  deleteAll(address: Address): Promise<void>;
}

/** A namespace as V1 lists it. */
export interface Namespace {
  name: string;
  /** ISO 8601. */
  createdAt: string;
  /** Lifetime of what is saved in it, in seconds; absent: for ever. */
  ttlSeconds?: number;
}

/** What V1 has besides. */
export interface Listings {
  /** Names of the sessions that hold something. */
  listSessions(namespace: string): Promise<string[]>;
  /** One that exists stays as it is. Saving in a namespace creates it, too, but without a lifetime. */
  createNamespace(name: string, ttlSeconds?: number): Promise<void>;
  listNamespaces(): Promise<Namespace[]>;
  /** With everything in it; one that is not there stays so. */
  deleteNamespace(name: string): Promise<void>;
}

export interface ContextApiV1 extends ContextApi, Listings {}
