import { sleep } from '@lp-functions/platform';
import {
  type ExchangeAnswer,
  type ExchangeRequest,
  type Generation,
  runFunction,
  V2,
} from '@lp-functions/platform/internal';
import {
  createTestClock,
  createTestHost,
  type TestClock,
  type TestHost,
} from '@lp-functions/platform/testing';
import type { RefreshResult, RefreshSettings, Report } from '../../../../src/index.ts';
import { createMemorySessions, type MemorySessions } from './memory-sessions.ts';
import { type Reply, schedulerOf } from './scheduler.ts';

export type Storage = 'separate' | 'single' | 'context';

/** Connections at one server. */
export interface Members {
  origin: string;
  /** Their names are this and a number. */
  prefix: string;
  count: number;
  /** Of the tokens that are stored at the beginning, in seconds from now; absent: not stored. */
  expiresInSecs?(n: number): number;
}

export interface TokenCall {
  connection: string;
  origin: string;
  refreshToken: string;
  /** Milliseconds since the start. */
  atMs: number;
}

/** What a server answers; by default the next tokens. */
export type Answer = (call: TokenCall) => Promise<Reply | undefined> | Reply | undefined;

export interface AccountOptions {
  members: Members[];
  storage?: Storage;
  settings?: Partial<RefreshSettings>;
  answer?: Answer;
  answerMs?: number;
  /** Time of an operation of a storage. */
  storageMs?: number;
  generation?: Generation;
  env?: Record<string, string>;
}

export interface Account {
  clock: TestClock;
  /** One instance; there may be several. */
  startInstance(changes?: Partial<RefreshSettings>): {
    /** Begins a run, and lets nobody's time pass. */
    begin(payload?: object): Promise<unknown>;
    run(payload?: object): Promise<RefreshResult>;
  };
  calls: TokenCall[];
  /** Most requests that were under way at the same time. */
  busiest: { requests: number };
  secrets: TestHost['secretStorage'];
  sessions: MemorySessions;
  /** One run of the first instance. */
  run(payload?: object): Promise<RefreshResult>;
  report(): Promise<Report>;
  /** One run, and what it fails with; the empty text when it does not. */
  messageOf(payload?: object): Promise<string>;
  /** Names of connections that were asked for since the last look, in order. */
  asked(): string[];
  definition: ReturnType<typeof schedulerOf>;
}

const KEY = Buffer.alloc(32, 7).toString('base64');
const LIFETIME_SECS = 3_600;

/** `<connection>:refresh-<n>` */
export const refreshTokenOf = (connection: string, n: number) => `${connection}:refresh-${n}`;

export const grantedTo = (connection: string, n: number, more: object = {}): Reply => [
  200,
  {
    access_token: `${connection}:access-${n}`,
    refresh_token: refreshTokenOf(connection, n),
    expires_in: LIFETIME_SECS,
    ...more,
  },
];

/** An account with many connections, their servers and storages, all on one simulated clock. */
export async function createAccount(options: AccountOptions): Promise<Account> {
  const { members, storage = 'single', answer, answerMs = 150, storageMs = 20 } = options;
  const clock = createTestClock();
  const startedAt = clock.now();
  const calls: TokenCall[] = [];
  const busiest = { requests: 0 };
  let active = 0;

  async function exchange({ url, body }: ExchangeRequest): Promise<ExchangeAnswer> {
    const refreshToken = `${new URLSearchParams(body).get('refresh_token')}`;
    const [connection = '', version] = refreshToken.split(':refresh-');
    const call = { connection, refreshToken, origin: new URL(url).origin, atMs: clock.now() - startedAt };
    calls.push(call);
    active += 1;
    busiest.requests = Math.max(busiest.requests, active);
    try {
      const reply = (await answer?.(call)) ?? grantedTo(connection, Number(version) + 1);
      await sleep(clock, answerMs);
      if (reply instanceof Error) throw reply;
      return { status: reply[0], headers: reply[2] ?? {}, text: JSON.stringify(reply[1]) };
    } finally {
      active -= 1;
    }
  }

  const sessions = createMemorySessions();
  sessions.before = async () => {
    await sleep(clock, storageMs);
    return undefined;
  };
  const many = { TOKEN_URL: undefined, CONNECTIONS: 'connections', TOKEN_STORAGE: storage };
  const definitionWith = (changes?: Partial<RefreshSettings>) =>
    schedulerOf({ ...many, ...options.settings, ...changes }, async () => sessions);
  const definition = definitionWith();
  const first = createHost();
  function createHost(): TestHost {
    const { generation = V2, env } = options;
    return createTestHost({ clock, exchange, generation, env, secrets: secretsOf(members, storage, clock) });
  }
  first.secretStorage.before = () => sleep(clock, storageMs);
  const invoke = (host: TestHost, payload?: object) =>
    clock.finish(runFunction(definition, host, { payload }));

  if (storage === 'context') {
    for (const { prefix, count, origin } of members) {
      const store = Object.fromEntries(
        Array.from({ length: count }, (_, n) => [
          prefix + n,
          { group: origin, refresh_token: refreshTokenOf(prefix + n, 0) },
        ]),
      );
      await invoke(first, { store });
    }
  }
  const run = (payload?: object) => invoke(first, payload) as Promise<RefreshResult>;
  let looked = 0;
  return {
    clock,
    calls,
    busiest,
    sessions,
    definition,
    secrets: first.secretStorage,
    run,
    report: () => invoke(first, { report: true }) as Promise<Report>,
    messageOf: (payload) =>
      run(payload).then(
        () => '',
        ({ message }: Error) => message,
      ),
    asked() {
      const names = calls.slice(looked).map(({ connection }) => connection);
      looked = calls.length;
      return names;
    },
    startInstance(changes) {
      const host = { ...createHost(), secretStorage: first.secretStorage };
      const itsDefinition = definitionWith(changes);
      const begin = (payload?: object) => runFunction(itsDefinition, host, { payload });
      return { begin, run: (payload) => clock.finish(begin(payload)) as Promise<RefreshResult> };
    },
  };
}

function secretsOf(members: readonly Members[], storage: Storage, clock: TestClock): Record<string, unknown> {
  const groups = members.map(({ origin, prefix, count }) => ({
    name: origin,
    tokenUrl: `${origin}/token`,
    clientId: 'sharedId',
    clientSecret: 'sharedSecret',
    names: storage === 'context' ? [] : Array.from({ length: count }, (_, n) => prefix + n),
  }));
  const secrets: Record<string, unknown> = {
    connections: groups,
    sharedId: 'the-client-id',
    sharedSecret: 'the-client-secret',
    tokenSealingKey: KEY,
  };
  for (const { prefix, count, expiresInSecs } of members) {
    for (let n = 0; n < count; n++) {
      const name = prefix + n;
      secrets[`${name}_refreshToken`] = refreshTokenOf(name, 0);
      secrets[`${name}_accessToken`] = `${name}:access-0`;
      secrets[`${name}_tokenSet`] = {
        refresh_token: refreshTokenOf(name, 0),
        ...(expiresInSecs && {
          access_token: `${name}:access-0`,
          expires_at: Math.floor(clock.now() / 1_000) + expiresInSecs(n),
        }),
      };
    }
  }
  return secrets;
}
