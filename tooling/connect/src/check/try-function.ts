import clientCredentials from '@lp-functions/client-credentials';
import oauth1Post from '@lp-functions/oauth1-post';
import { type FunctionError, isFunctionError } from '@lp-functions/platform';
import { createTestHost } from '@lp-functions/platform/testing';

export const CHECKABLE = { client_credentials: clientCredentials, oauth1_post: oauth1Post };
export type Checkable = keyof typeof CHECKABLE;

export interface Attempted {
  function: Checkable;
  env: Record<string, string>;
  secrets: Record<string, unknown>;
  payload: Record<string, unknown>;
}

/** A request that the function made; nothing of what it carried. */
export interface SeenRequest {
  host: string;
  path: string;
  /** `undefined`: there was no answer. */
  status?: number;
  /** Why not, e.g. `ENOTFOUND`. */
  failure?: string;
  /** The code of an OAuth error in the answer; what a run throws does not have it any more. */
  oauthError?: string;
  /** How much the server's clock is ahead of this machine's, as far as its answer says. */
  clockAheadSecs?: number;
}

/** What the function saw. */
export interface Observed {
  requests: SeenRequest[];
  /** What it returned; redacted by itself. */
  result?: { statusCode: number; body: unknown };
  error?: FunctionError;
}

/** Runs the function itself, on this machine, with these variables and secrets: nothing is built or uploaded. */
export async function tryFunction({ function: name, env, secrets, payload }: Attempted): Promise<Observed> {
  const requests: SeenRequest[] = [];
  const host = createTestHost({ env, secrets });
  const { exchange } = host;
  const watched = createTestHost({
    env,
    secrets,
    exchange: async (request) => {
      const { host: peer, pathname } = new URL(request.url);
      const seen: SeenRequest = { host: peer, path: pathname };
      requests.push(seen);
      try {
        const answer = await exchange(request);
        seen.status = answer.status;
        const oauthError = oauthErrorIn(answer.text ?? Buffer.from(answer.bytes ?? []).toString());
        if (oauthError !== undefined) seen.oauthError = oauthError;
        const ahead = clockAhead(answer.headers.date);
        if (ahead !== undefined) seen.clockAheadSecs = ahead;
        return answer;
      } catch (error) {
        seen.failure = codeOf(error);
        throw error;
      }
    },
  });
  try {
    const { statusCode, body } = (await watched.invoke(CHECKABLE[name], payload)) as {
      statusCode: number;
      body: unknown;
    };
    return { requests, result: { statusCode, body } };
  } catch (error) {
    if (!isFunctionError(error)) throw error;
    return { requests, error };
  }
}

function clockAhead(date: string | undefined): number | undefined {
  const at = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(at) ? undefined : Math.round((at - Date.now()) / 1_000);
}

/** RFC 6749 section 5.2. Only what has the form of a code: nothing that could be a credential. */
function oauthErrorIn(text: string): string | undefined {
  const [, code] = /"error"\s*:\s*"([a-z_]{3,40})"/.exec(text) ?? [];
  return code;
}

/** `fetch` hides the reason in the cause. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? error.name : codeOf(error.cause);
}
