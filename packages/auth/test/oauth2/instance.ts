import { custom, defineFunction, optional, type Run, sleep } from '@lp-functions/platform';
import { createTestClock, createTestHost, type TestHostOptions } from '@lp-functions/platform/testing';
import { sendWithToken, type TokenSource } from '../../src/index.ts';
import { API_URL, createStubServer, OTHER_TOKEN_URL } from './stub-server.ts';
import { TOKEN_URL } from './support.ts';

type SecretName = 'clientId' | 'clientSecret' | 'clientPrivateKey';

export type CallerRun = Pick<
  Run<Record<never, never>, Record<never, never>, SecretName>,
  'clock' | 'http' | 'instance' | 'redactor' | 'secrets'
>;

export interface Call {
  /** Where the run gets its token. */
  tokens(run: CallerRun): TokenSource;
  /** What the run does before it wants one. */
  delayMs?: number;
  body?: string;
}

/** A function that calls the API of the stub server. */
const caller = defineFunction({
  name: 'caller',
  description: 'Calls the API.',
  environment: {},
  payload: {
    tokens: custom<Call['tokens']>('a function', () => true),
    delayMs: optional(custom<number>('a number', () => true)),
    body: optional(custom<string>('text', () => true)),
  },
  secrets: { clientId: { isIdentifier: true }, clientSecret: {}, clientPrivateKey: {} },
  targets: () => [TOKEN_URL, OTHER_TOKEN_URL, API_URL],
  async handler(run) {
    const { tokens, delayMs = 0, body } = run.payload;
    if (delayMs) await sleep(run.clock, delayMs);
    const request = { method: 'POST', url: API_URL, body };
    const { status, text } = await sendWithToken(run.http, tokens(run), request);
    return { status, ...JSON.parse(text) };
  },
});

/** A test clock that can also be set back, as the clock of a machine is. */
function createSteppingClock() {
  const clock = createTestClock();
  let offsetMs = 0;
  return {
    ...clock,
    now: () => clock.now() + offsetMs,
    stepBack(ms: number) {
      offsetMs -= ms;
    },
  };
}

/** An instance that serves runs, concurrent ones too, and the server they talk to. */
export function createInstance(options: TestHostOptions = {}) {
  const clock = createSteppingClock();
  const server = createStubServer(clock);
  const host = createTestHost({
    clock,
    exchange: server.exchange,
    secrets: { clientId: 'canary-client', clientSecret: 'canary-secret' },
    ...options,
  });
  const start = (call: Call) => host.invoke(caller, call) as Promise<{ status: number; received?: string }>;
  return {
    clock,
    server,
    secrets: host.secretStorage,
    start,
    /** Starts a run and lets time pass until it is done. */
    run: (call: Call) => clock.finish(start(call)),
  };
}
