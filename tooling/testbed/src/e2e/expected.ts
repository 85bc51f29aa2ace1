import type { Run } from '@lp-functions/emulator';
import { expect } from 'vitest';

/** What must come of a run. */
export type Expected = { result: unknown } | { code: string; mentions: readonly string[] };

/** The run succeeds with this result, which may hold matchers of vitest. */
export const returns = (result: unknown): Expected => ({ result });

/** The run fails with this code, and its message mentions these words. */
export const fails = (code: string, ...mentions: string[]): Expected => ({ code, mentions });

/** A result of the functions that pass on what an API answered. */
export const answers = (statusCode: number, body: unknown = expect.anything()): Expected =>
  returns({ statusCode, headers: expect.any(Object), body });

export function expectOutcome({ error, result }: Run, expected: Expected): void {
  if ('result' in expected) {
    expect(error).toBeUndefined();
    expect(result).toEqual(expected.result);
    return;
  }
  const { code, mentions } = expected;
  expect(result).toBeUndefined();
  // A real Error, with the code where code looks for it and where people do.
  expect(error).toMatchObject({
    name: 'FunctionError',
    isError: true,
    code,
    message: expect.stringMatching(new RegExp(`^${code}: `)),
    handlerCode: 'com.liveperson.faas.handler.custom-failure',
  });
  for (const words of mentions) expect(error?.message).toContain(words);
}
