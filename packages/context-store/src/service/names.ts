import { FunctionError, isText } from '@lp-functions/platform';
import type { ApiVersion } from './facts.ts';

/** What names of properties, sessions and accounts have to be, for messages. */
export const NAME = 'printable text other than . and ..';

/** Servers and proxies resolve dots, and of the empty name nothing is left in a path. */
const PATH_WORDS: readonly unknown[] = ['', '.', '..'];
/** Control characters end lines, half a surrogate pair has no UTF-8. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

/** Whether a value can be one segment of a path. */
export const isName = (value: unknown): value is string =>
  isText(value) && !PATH_WORDS.includes(value) && !UNPRINTABLE.test(value);

/** @throws `INPUT_INVALID` for what would lead to another path */
export function checkName(field: string, name: unknown): void {
  if (!isName(name)) throw new FunctionError('INPUT_INVALID', `${field}: expected ${NAME}`);
}

/** @throws `INPUT_INVALID` for what names no session */
export function checkSessionId(sessionId: string | undefined): void {
  if (sessionId === undefined) return;
  checkName('sessionId', sessionId);
  // `/{namespace}/properties/properties` is the property of that name outside of sessions.
  if (sessionId === 'properties') {
    throw new FunctionError(
      'INPUT_INVALID',
      'sessionId: "properties" is a word of the service\'s own paths, and no session can be reached by it; ' +
        'call the session something else',
    );
  }
}

/** The page says letters, digits and underscore, but the official examples of V1 use hyphens. */
const NAMESPACE: Record<ApiVersion, RegExp> = { v1: /^[\w-]+$/, v2: /^\w+$/ };
const RESERVED: readonly unknown[] = ['consumer', 'operational', 'conversation', 'custom', 'sde', 'faas'];

const NOT_RESERVED = `none of the service's own ${RESERVED.join(', ')}`;
/** What namespaces have to be, for messages. */
export const NAMESPACE_NAME = `letters, digits, _ (on V1 also -), ${NOT_RESERVED}`;
const NAMESPACE_OF: Record<ApiVersion, string> = {
  v1: `letters, digits, _ or -, ${NOT_RESERVED}`,
  v2: `letters, digits or _, as the document API knows no hyphens, ${NOT_RESERVED}`,
};

/** Whether a value can be a namespace of this API. */
export const isNamespace = (value: unknown, version: ApiVersion): value is string =>
  isText(value) && NAMESPACE[version].test(value) && !RESERVED.includes(value);

/** @returns what is wrong with the name of a namespace, for a message; `undefined` when nothing is */
export const namespaceFault = (value: unknown, version: ApiVersion): string | undefined =>
  isNamespace(value, version) ? undefined : `expected ${NAMESPACE_OF[version]}`;
