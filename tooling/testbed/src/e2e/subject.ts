import type { LoopbackServer, SecretStore } from '@lp-functions/emulator';

/** What a function is given. */
export interface Given {
  env: Record<string, string>;
  secrets: Record<string, unknown>;
  payload?: unknown;
  /** Host names that the platform lets through. @default all */
  allowlist?: string[];
  /** Called before each operation of the secret storage. */
  storage?: SecretStore['before'];
}

/** What is different: members are merged, `undefined` takes one away; a payload is another one. */
export interface Change extends Partial<Omit<Given, 'env'>> {
  env?: Record<string, string | undefined>;
}

/** Keeps a server running until the end of the test. */
export type Keep = <Server extends LoopbackServer>(starting: Promise<Server>) => Promise<Server>;

/** A function under test: the servers around it, and what it is given when all goes well. */
export interface Subject<World> {
  name: string;
  world(keep: Keep): Promise<World>;
  given(world: World): Given | Promise<Given>;
}

export function changed(given: Given, change: Change): Given {
  return {
    ...given,
    ...change,
    env: merged(given.env, change.env),
    secrets: merged(given.secrets, change.secrets),
  };
}

function merged<Value>(base: Record<string, Value>, change: Record<string, Value | undefined> = {}) {
  const all = Object.entries({ ...base, ...change });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined)) as Record<string, Value>;
}
