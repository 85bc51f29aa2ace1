import { defineFunction, type Fields, type Run } from '../../src/index.ts';
import {
  createTestClock,
  createTestHost,
  type MemorySecrets,
  type TestHostOptions,
} from '../../src/testing/index.ts';

export const CANARY = 'canary/+ "é" 0123456789';

interface Options extends TestHostOptions {
  payload?: unknown;
  environment?: Fields;
  fields?: Fields;
  targets?: string[];
  /** Before each operation of the secret storage. */
  before?: MemorySecrets['before'];
}

/** One run of a function with this handler, on a host with a clock that a test turns. */
export function runOf(
  handler: (run: Run<Fields, Fields, 'apiKey'>) => unknown,
  { payload, environment = {}, fields = {}, targets = [], before = () => {}, ...options }: Options = {},
) {
  const clock = createTestClock();
  const host = createTestHost({ clock, secrets: { apiKey: CANARY }, ...options });
  host.secretStorage.before = before;
  const definition = defineFunction({
    name: 'probe',
    description: 'Any handler.',
    environment,
    payload: fields,
    secrets: { apiKey: {} },
    targets: () => targets,
    handler: async (run) => handler(run),
  });
  return { clock, host, work: host.invoke(definition, payload) };
}

/** What a run fails with. */
export const failureOf = (work: Promise<unknown>): Promise<Error & { code: string; facts: object }> =>
  work.then(
    (result) => {
      throw new Error(`The run succeeded with ${JSON.stringify(result)}`);
    },
    (error) => error,
  );
