import type { Send } from '../send.ts';

const isTexts = (answer: unknown): boolean =>
  Array.isArray(answer) && answer.every((item) => typeof item === 'string');

/** @param path of the namespace @returns the identifiers of the sessions that hold something */
export const listSessions = (send: Send, path: string): Promise<string[]> =>
  send('GET', `${path}/session-ids`, [], undefined, isTexts) as Promise<string[]>;
