import { readFileSync } from 'node:fs';
import { UsageError } from '../usage-error.ts';

/** What `--payload` gives: JSON, `@file`, or `-` for standard input. */
export function readPayload(given: string | undefined): unknown {
  if (given === undefined) return undefined;
  const text = textOf(given);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--payload is no JSON: ${(error as Error).message}`);
  }
}

function textOf(given: string): string {
  if (given === '-') return readFileSync(0, 'utf8');
  if (!given.startsWith('@')) return given;
  try {
    return readFileSync(given.slice(1), 'utf8');
  } catch (error) {
    throw new UsageError(`--payload: ${(error as Error).message}`);
  }
}
