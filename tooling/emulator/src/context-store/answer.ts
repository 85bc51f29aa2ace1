import type { Answer } from '../http/loopback.ts';
import type { Storage } from './storage.ts';

export type { Answer };

/** One request, its path already taken apart and decoded. */
export interface Call {
  method: string;
  segments: string[];
  query: URLSearchParams;
  /** Parsed JSON, `undefined` when the body is empty. */
  body: unknown;
  storage: Storage;
}

export const NO_CONTENT: Answer = { status: 204 };
export const NOTHING_STORED: Answer = { status: 404, body: { message: 'not found' } };
export const NO_SUCH_ROUTE: Answer = { status: 404, body: { message: 'no such route' } };
/** The official page gives the text, too. */
export const TOO_LARGE: Answer = { status: 413, body: 'document too large' };

export const badRequest = (message: string): Answer => ({ status: 400, body: { message } });

const RESERVED = ['consumer', 'operational', 'conversation', 'custom', 'sde', 'faas'];

/** @returns what is wrong with the name of a namespace, if anything */
export function namespaceFault(name: unknown, allowed: RegExp): Answer | undefined {
  if (typeof name !== 'string' || !allowed.test(name)) {
    return badRequest(`namespace does not match ${allowed.source}`);
  }
  return RESERVED.includes(name) ? badRequest(`namespace ${name} is reserved`) : undefined;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
