import {
  boolean,
  custom,
  defineFunction,
  FunctionError,
  optional,
  sleep,
  texts,
} from '@lp-functions/platform';
import type { ExchangeAnswer, ExchangeRequest, Generation } from '@lp-functions/platform/internal';
import { createTestClock, createTestHost } from '@lp-functions/platform/testing';
import {
  isStoreRequest,
  type RefreshSettings,
  refreshConnections,
  reportConnections,
  type StoreRequest,
  storeConnections,
  type TokenSessions,
} from '../../../../src/index.ts';
import { TOKEN_URL } from '../../support.ts';

export const SECRETS: Record<string, unknown> = {
  clientId: 'canary-client',
  clientSecret: 'canary-client-secret',
  refreshToken: 'canary-refresh-0',
  accessToken: 'canary-access-0',
  tokenSet: { refresh_token: 'canary-refresh-0', access_token: 'canary-access-0' },
  tokenSealingKey: Buffer.alloc(32, 7).toString('base64'),
};

/** The variables, with nothing but the token URL set. */
export const settings: RefreshSettings = {
  TOKEN_URL,
  CONNECTIONS: undefined,
  OAUTH2_PROVIDER: undefined,
  OAUTH2_TENANT: undefined,
  OAUTH2_CLIENT_AUTH: undefined,
  OAUTH2_SCOPE: undefined,
  OAUTH2_EXTRA_PARAMS: undefined,
  OAUTH2_DEFAULT_TTL_SECS: undefined,
  TOKEN_STORAGE: 'separate',
  REFRESH_WITHIN_SECS: 0,
  SHARD: undefined,
  FAILURE_REMINDER_HOURS: 24,
};

const noSessions = async (): Promise<TokenSessions> => {
  throw new FunctionError('INTERNAL', 'no context store in this test');
};

/** A function that refreshes what the variables say, as `refresh_scheduler` does. */
export const schedulerOf = (changes: Partial<RefreshSettings> = {}, sessions = noSessions) => {
  const env = { ...settings, ...changes };
  return defineFunction({
    name: 'scheduler',
    description: 'Refreshes.',
    environment: {},
    payload: {
      connections: optional(texts()),
      force: optional(boolean()),
      report: optional(boolean()),
      store: optional(custom<StoreRequest>('connections', isStoreRequest)),
    },
    secrets: {},
    targets: () => [env.TOKEN_URL],
    async handler(run) {
      const { connections, force, report, store } = run.payload;
      const options = { settings: env, connections, sessions };
      if (store) return storeConnections(run, options, store);
      if (report) return reportConnections(run, options);
      return refreshConnections(run, { ...options, isForced: force === true });
    },
  });
};

/** A status with a JSON body, and perhaps headers; or an error as networks have them. */
export type Reply = [status: number, body: object, headers?: Record<string, string>] | Error;

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
  settings?: Partial<RefreshSettings>;
  secrets?: Record<string, unknown>;
  env?: Record<string, string>;
  sessions?: TokenSessions;
  generation?: Generation;
}

/** An instance of such a function on a simulated clock, and a server that gives these answers one by one. */
export function createScheduler(replies: Reply[], options: Options = {}) {
  const { settings: changes, secrets = SECRETS, env, sessions, generation } = options;
  const clock = createTestClock();
  const sent: (string | null)[] = [];
  const host = createTestHost({
    clock,
    env,
    secrets,
    generation,
    async exchange({ body }: ExchangeRequest): Promise<ExchangeAnswer> {
      sent.push(new URLSearchParams(body).get('refresh_token'));
      await sleep(clock, ANSWER_MS);
      const reply = replies.shift() ?? new Error('no answer is left');
      if (reply instanceof Error) throw reply;
      return { status: reply[0], headers: reply[2] ?? {}, text: JSON.stringify(reply[1]) };
    },
  });
  const definition = schedulerOf(changes, sessions && (async () => sessions));
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
    invoke: (payload?: object) => host.invoke(definition, payload),
    /** A run, and the time it takes. */
    run: (payload?: object) => clock.finish(host.invoke(definition, payload)),
    /** The message of a run that fails. */
    messageOf: (payload?: object): Promise<string> =>
      clock.finish(host.invoke(definition, payload)).then(
        (result) => `no failure: ${JSON.stringify(result)}`,
        ({ message }: Error) => message,
      ),
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
