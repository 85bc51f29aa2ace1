import type { ApiVersion, ContextStoreV1 } from '../../src/index.ts';

/** One request and what the service answers. */
export interface Exchange {
  request: string;
  body?: unknown;
  status: number;
  /** JSON. */
  answer?: unknown;
}

/** One call, what the caller gets, and what goes over the wire. Later steps see what earlier ones stored. */
export interface Step {
  title: string;
  call(store: ContextStoreV1, ttlSeconds: number | undefined): Promise<unknown>;
  result?: unknown;
  /** What the error's message says. */
  error?: RegExp;
  wire: Partial<Record<ApiVersion, Exchange[]>>;
}

/** A name that has to be encoded. */
export const SESSION = 'Ümlaut/1 ?';
export const V1 = '/v1/account/12345';
export const V1_PATH = `${V1}/demo/%C3%9Cmlaut%2F1%20%3F/properties`;
export const V2 = '/v2/context/document';
export const PLACE = { accountId: '12345', nameSpace: 'demo', sessionId: SESSION };
export const DONE = { documentKey: `12345:demo:${SESSION}`, tenantId: '12345', success: true };
export const NOT_FOUND = { message: 'not found' };
