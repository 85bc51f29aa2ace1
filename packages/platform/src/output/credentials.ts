import { asText, isObject, isText, parseJson } from '../json/json.ts';

/**
 * Members of a JSON secret that are none: of token sets (RFC 6749 5.1 and what servers add), of clients and
 * service accounts, of keys (RFC 7517 4, the public members of RFC 7518 6), and what `refresh_scheduler`
 * notes of failures.
 */
const PUBLIC_MEMBERS = new Set([
  ...['scope', 'scopes', 'token_type', 'expires_in', 'expires_at', 'issued_at', 'instance_url', 'api_domain'],
  ...['client_id', 'clientId', 'consumer_key', 'consumerKey', 'client_email', 'project_id', 'type'],
  ...['token_uri', 'auth_uri', 'tokenUrl', 'token_url', 'url', 'grant', 'clientAuth', 'provider', 'failure'],
  ...['kty', 'alg', 'kid', 'use', 'key_ops', 'crv', 'n', 'e', 'x', 'y', 'x5t', 'x5t#S256'],
]);

/**
 * The texts that must not leave a run because a secret has this value: all of it and, if it is JSON, its
 * members.
 */
export const credentialsIn = (value: unknown): string[] => [asText(value), ...membersOf(structureOf(value))];

/** JSON that is stored as text; most secrets are no JSON, and to find that out by an exception takes long. */
const structureOf = (value: unknown): unknown =>
  isText(value) && /^\s*[[{]/.test(value) ? parseJson(value) : value;

function membersOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => [scalarText(item), ...membersOf(item)]);
  if (!isObject(value)) return [];
  return Object.entries(value)
    .filter(([name]) => !PUBLIC_MEMBERS.has(name))
    .flatMap(([, member]) => [scalarText(member), ...membersOf(member)]);
}

const scalarText = (value: unknown): string => (typeof value === 'object' ? '' : asText(value));
