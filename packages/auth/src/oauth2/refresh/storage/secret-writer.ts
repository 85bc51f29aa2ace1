import { asText, FunctionError, isFunctionError, type Run, sleep, writeSecret } from '@lp-functions/platform';

/** The account's secrets, as far as they are written. */
export type WriterRun = Pick<Run, 'clock' | 'generation' | 'redactor' | 'secretStorage'>;

const MAX_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 500;
/** Longest value of a secret, in characters: shared/PLATFORM.md, "secret value". */
const MAX_CHARS = { V1: 10_000, V2: 16_384 };

/**
 * How long another instance may take from the server's answer until it has stored it: the pauses of all its attempts,
 * and for each of them more than ten times of what a write takes.
 */
export const LONGEST_WRITE_MS = 5_000;

/**
 * Replaces a secret's value, in several attempts.
 * @throws `TOKEN_NOT_SAVED`
 */
export async function writeTokens(run: WriterRun, name: string, value: unknown): Promise<void> {
  for (let attempts = 1; ; attempts++) {
    try {
      await writeSecret(run, name, value);
      return;
    } catch (error) {
      if (!isFunctionError(error)) throw error;
      if (attempts === MAX_ATTEMPTS) throw notSaved(error.text);
      await sleep(run.clock, FIRST_PAUSE_MS * 2 ** (attempts - 1));
    }
  }
}

/** Why a value does not fit into a secret, for a message; `undefined` when it does. */
export function excess({ generation }: WriterRun, name: string, value: unknown): string | undefined {
  const max = MAX_CHARS[generation.name];
  // V2 counts text as JSON has it.
  const chars = generation.name === 'V2' ? JSON.stringify(value).length : asText(value).length;
  if (chars <= max) return undefined;
  return `the secret ${name} holds at most ${max} characters, and this takes ${chars}`;
}

export const notSaved = (text: string) =>
  new FunctionError(
    'TOKEN_NOT_SAVED',
    `${text}. Run again soon: this instance keeps the token and tries once more`,
  );

const TOO_LARGE = 'too large';

/** Whether tokens were not stored because they are too long; the refresh token alone is. */
export const isTooLarge = (error: unknown): error is FunctionError =>
  isFunctionError(error) && error.reason === TOO_LARGE;

export const tooLarge = (text: string) =>
  new FunctionError(
    'TOKEN_NOT_SAVED',
    `${text}. The refresh token alone is stored, nothing is lost; take the storage context, or ask the server for ` +
      'shorter tokens, e.g. with less scope',
    { reason: TOO_LARGE },
  );
