import { expect } from 'vitest';
import { type Fault, REFUSING_URL, startFaultyServer } from '../index.ts';
import { answers, type Expected, fails } from './expected.ts';
import type { Change, Keep } from './subject.ts';
import type { Row } from './table.ts';

interface FaultyPeer {
  /** @default nobody listens */
  fault?: Fault;
  env?: Record<string, string>;
}

/** Where a redirect leads. */
const ELSEWHERE = `${REFUSING_URL}/elsewhere`;
const MESSAGE = { message: 'faulty' };
/** Another try may follow at once: waiting for it proves nothing. */
const AT_ONCE = { 'retry-after': '0' };

/** What can be wrong with a server that a function calls. */
const PEERS = {
  'is not there': {},
  'answers 500': { fault: { kind: 'status', status: 500, headers: AT_ONCE, body: MESSAGE } },
  'answers 404': { fault: { kind: 'status', status: 404, body: MESSAGE } },
  'answers 429 every time': { fault: { kind: 'status', status: 429, headers: AT_ONCE, body: MESSAGE } },
  'answers a page instead of JSON': { fault: { kind: 'html' } },
  'answers a page that says 403': { fault: { kind: 'html', status: 403 } },
  'does not answer in time': { fault: { kind: 'hang' }, env: { REQUEST_TIMEOUT_MS: '150' } },
  'does not answer before the deadline': { fault: { kind: 'hang' }, env: { DEADLINE_MS: '1600' } },
  'stops in the middle of its answer': { fault: { kind: 'stall' }, env: { REQUEST_TIMEOUT_MS: '150' } },
  'cuts the connection': { fault: { kind: 'reset-after' } },
  'cuts its answer': { fault: { kind: 'truncate' } },
  'redirects elsewhere': { fault: { kind: 'redirect', status: 307, location: ELSEWHERE } },
  'answers without end': { fault: { kind: 'oversized', bytes: 5_000_000 } },
  'sends back what it got': { fault: { kind: 'echo' } },
  'sends back what it got, as an error': { fault: { kind: 'echo', status: 400 } },
} satisfies Record<string, FaultyPeer>;

export type FaultName = keyof typeof PEERS;

/** What comes of them in a function that passes on every answer of an API. */
export const PASSED_ON: Record<FaultName, Expected> = {
  'is not there': fails('NETWORK_ERROR', '127.0.0.1:2', 'ECONNREFUSED'),
  'answers 500': answers(500, { message: 'faulty' }),
  'answers 404': answers(404, { message: 'faulty' }),
  'answers 429 every time': answers(429, { message: 'faulty' }),
  'answers a page instead of JSON': answers(200, expect.stringContaining('<h1>')),
  'answers a page that says 403': answers(403, expect.stringContaining('<h1>')),
  'does not answer in time': fails('TIMEOUT', '127.0.0.1', 'REQUEST_TIMEOUT_MS'),
  'does not answer before the deadline': fails('DEADLINE_EXCEEDED', 'DEADLINE_MS'),
  'stops in the middle of its answer': fails('TIMEOUT', '127.0.0.1'),
  'cuts the connection': fails('NETWORK_ERROR', '127.0.0.1'),
  'cuts its answer': fails('NETWORK_ERROR', '127.0.0.1'),
  'redirects elsewhere': answers(307),
  'answers without end': fails('RESPONSE_TOO_LARGE', '127.0.0.1'),
  'sends back what it got': answers(200),
  'sends back what it got, as an error': answers(400),
};

/** What comes of them in a function of the context store, but for what the two of them take differently. */
export const CONTEXT_FAULTS = {
  'is not there': fails('NETWORK_ERROR', '127.0.0.1:2', 'ECONNREFUSED'),
  'answers 500': fails('CONTEXT_REJECTED', '500'),
  'answers 429 every time': fails('RATE_LIMITED', '127.0.0.1'),
  'answers a page instead of JSON': fails('RESPONSE_INVALID'),
  'answers a page that says 403': fails('CONTEXT_REJECTED', '403'),
  'does not answer in time': fails('TIMEOUT', '127.0.0.1', 'REQUEST_TIMEOUT_MS'),
  'does not answer before the deadline': fails('DEADLINE_EXCEEDED', 'DEADLINE_MS'),
  'stops in the middle of its answer': fails('TIMEOUT', '127.0.0.1'),
  'cuts the connection': fails('NETWORK_ERROR', '127.0.0.1'),
  'cuts its answer': fails('NETWORK_ERROR', '127.0.0.1'),
  'redirects elsewhere': fails('CONTEXT_REJECTED', '307'),
  'answers without end': fails('RESPONSE_TOO_LARGE', '127.0.0.1'),
  'sends back what it got, as an error': fails('CONTEXT_REJECTED', '400'),
} satisfies Partial<Record<FaultName, Expected>>;

/** For requests that may arrive twice. */
const REPEATABLE: readonly FaultName[] = [
  'answers 500',
  'answers 429 every time',
  'does not answer in time',
  'stops in the middle of its answer',
  'cuts the connection',
  'cuts its answer',
];
/** How often at most. */
const MAX_ATTEMPTS = 4;

/**
 * Rows in which a server is faulty.
 * @param peer which server it is
 * @param pointTo makes the function call another server
 * @param outcomes what must come of each fault; a function has to have an answer to all of them
 * @param repeatable faults after which a request may be sent again; after all others it is sent at most once
 */
export function faults<World>(
  peer: string,
  pointTo: (url: string, world: World) => Change,
  outcomes: Record<FaultName, Expected>,
  repeatable: readonly FaultName[] = REPEATABLE,
): Row<World>[] {
  return (Object.entries(PEERS) as [FaultName, FaultyPeer][]).map(([name, { fault, env }]) => ({
    name: `${peer} ${name}`,
    expected: outcomes[name],
    async change(world: World, keep: Keep) {
      const { url } = fault ? await keep(startFaultyServer(fault)) : { url: REFUSING_URL };
      const change = pointTo(url, world);
      return { ...change, env: { ...change.env, ...env } };
    },
    also({ servers }) {
      if (!fault) return;
      const attempts = servers.at(-1)?.requests.length;
      expect(attempts).toBeLessThanOrEqual(repeatable.includes(name) ? MAX_ATTEMPTS : 1);
    },
  }));
}
