import { isObject } from '@lp-functions/platform';
import type { Send } from '../send.ts';

export interface Namespace {
  name: string;
  createdAt: string;
  /** Lifetime of what is saved in it, in seconds; absent: for ever. */
  ttlSeconds?: number;
}

interface Listed {
  name: string;
  createdAt: string;
  ttlSecond?: number;
}

const isList = (answer: unknown): boolean =>
  Array.isArray(answer) && answer.every((item) => isObject(item) && typeof item.name === 'string');

/** @param account encoded */
export async function listNamespaces(send: Send, account: string): Promise<Namespace[]> {
  const listed = (await send('GET', account, [], undefined, isList)) as Listed[];
  return listed.map(({ name, createdAt, ttlSecond }) => ({
    name,
    createdAt,
    ...(ttlSecond !== undefined && { ttlSeconds: ttlSecond }),
  }));
}
