// What the service is, as developers.liveperson.com has it under "Conversation Context Service".

/** Two APIs over the same data: V1 has everything in its paths, V2 is one of documents. */
export type ApiVersion = 'v1' | 'v2';

/** Americas, EMEA, APAC. */
export const ZONES = ['z1', 'z2', 'z3'] as const;
export type Zone = (typeof ZONES)[number];

/** @returns the root of a zone's service, without a slash at the end */
export const zoneUrl = (zone: Zone): string => `https://${zone}.context.liveperson.net`;

/** Where V1 keeps what is saved without naming a session. V2 keeps that in a document of the namespace. */
export const DEFAULT_SESSION = '__default__';

/** Most that a session holds, in characters of JSON, all properties together; above it answers are 413. */
export const MAX_SESSION_CHARS = 800_000;

/** Of UTF-8, for one character as JavaScript counts them; emoji are two of those and take four bytes. */
const MAX_BYTES_PER_CHAR = 3;
/** What an answer says besides the properties: the account, the namespace, the session and the like. */
const ENVELOPE_BYTES = 65_536;

/** Most that the answer to a read can take: whatever can be saved can be read. */
export const MAX_ANSWER_BYTES = MAX_SESSION_CHARS * MAX_BYTES_PER_CHAR + ENVELOPE_BYTES;
