import { FunctionError, sleep } from '@lp-functions/platform';
import { type ExchangeRequest, type Host, Instance, V2 } from '@lp-functions/platform/internal';
import type { TestClock } from '@lp-functions/platform/testing';
import { createMemorySessions, type MemorySessions } from '../support/memory-sessions.ts';
import type { Server } from './server.ts';

/** What goes wrong with an operation of a storage. */
export const STORAGE_FAULTS = ['none', 'slow', 'very slow', 'fails', 'fails but writes'] as const;
export type StorageFault = (typeof STORAGE_FAULTS)[number];

const OPERATION_MS = 20;
const SLOW_MS: Partial<Record<StorageFault, number>> = { slow: 3_000, 'very slow': 40_000 };

/** When a process ends: after so many steps, before the last of them or when that has had its effect. */
export interface Kill {
  step: number;
  isAfter: boolean;
}

/** A process that serves runs: what it offers them, and whether it is still there. */
export interface Process {
  host: Host;
  sessions: MemorySessions;
  /** Settles when it was killed. Nothing that it does afterwards has an effect. */
  killed: Promise<void>;
  isAlive(): boolean;
  /** How often it sent a refresh token whose successor had reached it. */
  resent(): number;
}

export interface World {
  clock: TestClock;
  random(): number;
  /** By host name. */
  servers: ReadonlyMap<string, Server>;
  secrets: Map<string, unknown>;
  sessions: MemorySessions['stored'];
  storageFaults: StorageFault[];
  /** Of the saves of an index or a directory: whether they have an effect. */
  lostIndexWrites: boolean[];
  /** Who wrote a secret last. */
  writers: Map<string, { isAlive(): boolean }>;
  /** Secrets in which a process put a token set back that another one had renewed, with that other one. */
  putBack: { secret: string; renewedBy: { isAlive(): boolean } }[];
  /** Whether the storages refuse to be written just now. */
  isReadOnly: boolean;
  /** Whether processes are killed. */
  isDangerous: boolean;
}

/** Which of the tokens of a chain, counted from 0, a token set holds. */
const generationOf = (tokenSet: unknown): number =>
  Number(/"refresh_token":"\w+:refresh-(\d+)/.exec(JSON.stringify(tokenSet))?.[1]);

const never = () => new Promise<never>(() => {});

export function startProcess(world: World, kill?: Kill): Process {
  const { clock, servers, secrets, storageFaults } = world;
  let isAlive = true;
  let resent = 0;
  let steps = 0;
  let die = () => {};
  const killed = new Promise<void>((resolve) => {
    die = resolve;
  });
  const replaced = new Set<string>();
  /** Tokens that have arrived and are in no storage yet, and the servers that gave them. */
  const unstored = new Map<string, Server>();

  const end = () => {
    isAlive = false;
    // What this process alone knew is lost like an answer on the wire.
    for (const server of unstored.values()) server.lost += 1;
    die();
  };
  /** One step of the process, from which it may not come back. */
  const step = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (!isAlive) return never();
    steps += 1;
    const isLast = steps === kill?.step && world.isDangerous;
    if (isLast && !kill?.isAfter) {
      end();
      return never();
    }
    try {
      const result = await work();
      return isAlive ? result : await never();
    } finally {
      if (isLast && isAlive) {
        end();
        await never();
      }
    }
  };

  const begin = async () => {
    const fault = storageFaults.shift() ?? 'none';
    await sleep(clock, SLOW_MS[fault] ?? OPERATION_MS);
    return fault;
  };
  const fail = (): never => {
    throw Object.assign(new Error('storage'), { code: 'com.liveperson.faas.secret.op-failed' });
  };
  const failContext = (): never => {
    throw new FunctionError('CONTEXT_REJECTED', 'the store failed');
  };
  /** @param isStored whether a token is in the storage when this has been written */
  const write = async (work: () => void, isStored: (token: string) => boolean, failed: () => never) => {
    const tokens = [...unstored.keys()].filter(isStored);
    const fault = await begin();
    if (!isAlive) return never();
    if (fault === 'fails' || world.isReadOnly) failed();
    work();
    for (const token of tokens) unstored.delete(token);
    if (fault === 'fails but writes') failed();
  };

  const writeSecret = (name: string, value: unknown) => {
    const renewedBy = world.writers.get(name);
    if (renewedBy && generationOf(value) < generationOf(secrets.get(name))) {
      world.putBack.push({ secret: name, renewedBy });
    }
    secrets.set(name, structuredClone(value));
    world.writers.set(name, { isAlive: () => isAlive });
  };

  async function exchange(request: ExchangeRequest) {
    const server = servers.get(new URL(request.url).hostname);
    if (!server) throw new Error(`nobody plays ${request.url}`);
    const token = `${new URLSearchParams(request.body).get('refresh_token')}`;
    if (replaced.has(token)) resent += 1;
    let isAborted = false;
    const setAbort = (abort: () => void) =>
      request.setAbort(() => {
        isAborted = true;
        abort();
      });
    const response = await server.exchange({ ...request, setAbort });
    const [, successor] = /"refresh_token":"([^"]+)"/.exec(response.text ?? '') ?? [];
    if (!isAborted && successor) {
      if (isAlive) unstored.set(successor, server);
      else server.lost += 1;
      replaced.add(token);
    }
    return response;
  }

  const sessions = createMemorySessions(world.sessions);
  const plain = sessions.session;
  sessions.session = (id) => {
    const session = plain(id);
    const isTokens = id.startsWith('token.');
    const change = (work: () => Promise<void>) =>
      step(() => {
        const isLost = !isTokens && (world.lostIndexWrites.shift() ?? false);
        // Sealed, so that only its name says whose token it is; whatever has arrived before is in it.
        const isStored = (token: string) => id === `token.${token.split(':')[0]}`;
        return write(() => void (isLost || work()), isStored, failContext);
      });
    const read = <Result>(work: () => Promise<Result>) =>
      step(async () => ((await begin()).startsWith('fails') ? failContext() : work()));
    return {
      readAll: () => read(session.readAll),
      readOne: (name) => read(() => session.readOne(name)),
      save: (properties) => change(() => session.save(properties)),
      deleteOne: (name) => change(() => session.deleteOne(name)),
      deleteAll: () => change(session.deleteAll),
    };
  };

  return {
    killed,
    isAlive: () => isAlive,
    resent: () => resent,
    sessions,
    host: {
      exchange: (request) => step(() => exchange(request)),
      secretStorage: {
        read: (name) =>
          step(async () =>
            (await begin()).startsWith('fails') ? fail() : structuredClone(secrets.get(name)),
          ),
        update: (name, value) =>
          step(() => {
            const text = JSON.stringify(value);
            return write(
              () => writeSecret(name, value),
              (token) => text.includes(`"${token}"`),
              fail,
            );
          }),
      },
      env: {},
      accountId: undefined,
      clock,
      random: world.random,
      generation: V2,
      instance: new Instance(),
    },
  };
}
