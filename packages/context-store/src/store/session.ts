import { FunctionError } from '@lp-functions/platform';
import type { Address, ContextApi } from '../api/context-api.ts';
import { type ApiVersion, MAX_SESSION_CHARS } from '../service/facts.ts';
import { checkJsonObject, type JsonObject } from '../service/json.ts';
import { checkLifetime } from '../service/lifetime.ts';
import { checkName } from '../service/names.ts';

/**
 * The properties of one session, with the shape the caller gives them. Each call is one request, but for the
 * deletion of several properties on V1.
 * All throw `INPUT_INVALID` before any request, `CONTEXT_REJECTED`, `RESPONSE_INVALID`, and what the HTTP
 * client throws.
 */
export interface Session<Shape> {
  /**
   * Adds and overwrites; without properties there is no request.
   * @param ttlSeconds lifetime of the whole session from now; V2 needs one with every save, V1 knows none
   */
  save(properties: Partial<Shape>, ttlSeconds?: number): Promise<void>;
  /** `{}` when nothing is stored. */
  readAll(): Promise<Partial<Shape>>;
  /** Those that are stored. */
  readSome<Name extends keyof Shape & string>(names: readonly Name[]): Promise<Partial<Pick<Shape, Name>>>;
  /**
   * `undefined` when it is not stored. V1 may answer raw text: then text that is JSON, such as `"1"`, can't
   * be told from what it stands for. `readSome` always can.
   */
  readOne<Name extends keyof Shape & string>(name: Name): Promise<Shape[Name] | undefined>;
  /** What is not there stays so; the same for all deletions. */
  deleteOne(name: keyof Shape & string): Promise<void>;
  deleteSome(names: readonly (keyof Shape & string)[]): Promise<void>;
  /** Deletes the session with all its properties. */
  deleteAll(): Promise<void>;
}

/** A session over either API. @param address checked already */
export function createSession<Shape>(api: ContextApi, address: Address): Session<Shape> {
  // The service knows JSON; the shape is the caller's word for it.
  const shaped = (stored: JsonObject) => stored as Partial<Shape>;
  const deleteSome = async (names: readonly string[]) => {
    checkNames(names);
    // Without names, V2 would delete the document.
    if (names.length > 0) await api.deleteSome(address, names);
  };
  return {
    async save(properties, ttlSeconds) {
      checkJsonObject(properties, 'properties');
      checkSize(properties);
      checkLifetime(ttlSeconds);
      const isEmpty = Object.keys(properties).length === 0;
      checkLifetimeSuits(api.version, ttlSeconds, isEmpty);
      if (!isEmpty) await api.save(address, properties, ttlSeconds);
    },
    readAll: async () => shaped(await api.readAll(address)),
    async readSome(names) {
      checkNames(names);
      return names.length === 0 ? {} : shaped(await api.readSome(address, names));
    },
    async readOne(name) {
      checkName('name', name);
      const value = await api.readOne(address, name);
      return value === undefined ? undefined : shaped({ [name]: value })[name];
    },
    deleteOne: (name) => deleteSome([name]),
    deleteSome,
    deleteAll: () => api.deleteAll(address),
  };
}

function checkNames(names: readonly string[]): void {
  for (const name of names) checkName('name', name);
}

/** What one save holds has to fit even into an empty session. */
function checkSize(properties: JsonObject): void {
  const { length } = JSON.stringify(properties);
  if (length > MAX_SESSION_CHARS) {
    throw new FunctionError(
      'INPUT_INVALID',
      `properties: ${length} characters of JSON; a session holds at most ${MAX_SESSION_CHARS}, ` +
        'so shorten them or save them in several sessions',
    );
  }
}

/** V1 refuses a lifetime whatever is saved; V2 wants one for whatever it saves. */
function checkLifetimeSuits(version: ApiVersion, ttlSeconds: number | undefined, isEmpty: boolean): void {
  if (version === 'v1' && ttlSeconds !== undefined) {
    throw new FunctionError(
      'INPUT_INVALID',
      'ttlSeconds: the path API (CONTEXT_API=v1) has no lifetimes of sessions; leave it out, or use the ' +
        'document API (CONTEXT_API=v2)',
    );
  }
  if (version === 'v2' && ttlSeconds === undefined && !isEmpty) {
    throw new FunctionError(
      'INPUT_INVALID',
      'ttlSeconds: the document API (CONTEXT_API=v2) wants a lifetime with every save; give the seconds ' +
        'that the session lives on from now',
    );
  }
}
