import { boolean, defineFunction, type HttpResponse, optional, sleep } from '@lp-functions/platform';
import type { ExchangeRequest } from '@lp-functions/platform/internal';
import { createTestClock, createTestHost } from '@lp-functions/platform/testing';
import { type ConnectionSettings, readConnections, refreshConnections } from '../../src/index.ts';
import { TOKEN_URL } from './support.ts';

export const SECRETS: Record<string, unknown> = {
  clientId: 'canary-client',
  clientSecret: 'canary-client-secret',
  refreshToken: 'canary-refresh-0',
  accessToken: 'canary-access-0',
  tokenSet: { refresh_token: 'canary-refresh-0', access_token: 'canary-access-0' },
};

/** The variables, with nothing but the token URL set. */
export const settings: ConnectionSettings = {
  TOKEN_URL,
  CONNECTIONS: undefined,
  OAUTH2_CLIENT_AUTH: 'client_secret_post',
  OAUTH2_SCOPE: undefined,
  OAUTH2_EXTRA_PARAMS: undefined,
  TOKEN_STORAGE: 'separate',
  REFRESH_WITHIN_SECS: 0,
};

/** A function that refreshes what the variables say, as `refresh_scheduler` does. */
export const schedulerOf = (changes: Partial<ConnectionSettings> = {}) => {
  const env = { ...settings, ...changes };
  return defineFunction({
    name: 'scheduler',
    description: 'Refreshes.',
    environment: {},
    payload: { force: optional(boolean()) },
    secrets: {},
    targets: () => [env.TOKEN_URL],
    handler: async (run) =>
      refreshConnections(
        run,
        await readConnections(run.secrets, env),
        run.payload.force ? Infinity : env.REFRESH_WITHIN_SECS * 1_000 || Infinity,
      ),
  });
};

/** A status with a JSON body, or an error as networks have them. */
export type Reply = [status: number, body: object] | Error;

/** What a server that rotates gives the n-th time. */
export const granted = (n: number, more: object = {}): Reply => [
  200,
  {
    access_token: `canary-access-${n}`,
    refresh_token: `canary-refresh-${n}`,
    expires_in: 3_600,
    ...more,
  },
];
export const refused: Reply = [400, { error: 'invalid_grant' }];

const ANSWER_MS = 100;

interface Options {
  settings?: Partial<ConnectionSettings>;
  secrets?: Record<string, unknown>;
  env?: Record<string, string>;
}

/** An instance of such a function on a simulated clock, and a server that gives these answers one by one. */
export function createScheduler(
  replies: Reply[],
  { settings: changes, secrets = SECRETS, env }: Options = {},
) {
  const clock = createTestClock();
  const sent: (string | null)[] = [];
  const host = createTestHost({
    clock,
    env,
    secrets,
    async exchange({ body }: ExchangeRequest): Promise<HttpResponse> {
      sent.push(new URLSearchParams(body).get('refresh_token'));
      await sleep(clock, ANSWER_MS);
      const reply = replies.shift() ?? new Error('no answer is left');
      if (reply instanceof Error) throw reply;
      return { status: reply[0], headers: {}, text: JSON.stringify(reply[1]) };
    },
  });
  const definition = schedulerOf(changes);
  const { values, calls } = host.secretStorage;
  return {
    clock,
    host,
    /** The refresh tokens that reached the server. */
    sent,
    stored: (name: string) => values.get(name),
    /** Names of the secrets that were written, in order; those of writes that failed too. */
    written: () => calls.filter(({ operation }) => operation === 'update').map(({ name }) => name),
    /** Starts a run. */
    invoke: () => host.invoke(definition),
    /** A run, and the time it takes. */
    run: (payload?: object) => clock.finish(host.invoke(definition, payload)),
  };
}

/** Fails the writes of a secret so many times. */
export function failWrites(times: number, secret?: string) {
  let left = times;
  return (operation: string, name: string) => {
    if (operation === 'update' && (secret ?? name) === name && left-- > 0) {
      throw Object.assign(new Error('storage'), { code: 'com.liveperson.faas.secret.op-failed' });
    }
  };
}
