import { FunctionError, isFunctionError } from '@lp-functions/platform';
import type { Connection } from '../connections/connection.ts';
import { instanceMemory } from '../memory/instance.ts';
import { failed, type Outcome, type Refused } from '../outcome.ts';
import type { Refreshing } from './one.ts';

/**
 * Looks whether another run has stored a new refresh token, which explains why ours was refused.
 * @param isLast whether such a run has had its time: without a new token the grant is dead then
 * @returns `undefined` when it is too early to say
 */
export async function confirmRefusal(
  { run, storageOf }: Refreshing,
  asked: Connection,
  { refreshToken }: Refused,
  isLast: boolean,
): Promise<Outcome | undefined> {
  const storage = storageOf(asked);
  try {
    const { connection, tokens } = await storage.load(asked);
    const { refused } = instanceMemory(run.instance);
    if (tokens.refresh_token !== refreshToken) {
      refused.delete(storage.placeOf(connection));
      return { status: 'elsewhere', connection, tokens };
    }
    if (!isLast) return undefined;
    refused.delete(storage.placeOf(connection));
    return failed(dead(), 'dead', { refreshToken });
  } catch (error) {
    if (!isFunctionError(error)) throw error;
    return failed(error, error.code === 'REAUTH_REQUIRED' ? 'dead' : 'ours', { refreshToken });
  }
}

export const dead = () =>
  new FunctionError(
    'REAUTH_REQUIRED',
    'the refresh token is dead; connect the account again, and store the new tokens',
  );
