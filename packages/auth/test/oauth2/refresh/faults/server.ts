import { sleep } from '@lp-functions/platform';
import type { ExchangeAnswer, ExchangeRequest } from '@lp-functions/platform/internal';
import type { TestClock } from '@lp-functions/platform/testing';

/**
 * What a server does with refresh tokens:
 * - `static`: one is good forever, and not returned again
 * - `grace`: it is replaced each time, and stays good until its successor is used
 * - `strict`: it is replaced each time, and refused from then on
 * - `revoking`: as `strict`, and one that comes back ends the whole grant (RFC 9700 4.14.2)
 */
export const POLICIES = ['static', 'grace', 'strict', 'revoking'] as const;
export type Policy = (typeof POLICIES)[number];

/**
 * What goes wrong with a request; `after`: when the server has done its work, whose result is lost then. Two are
 * answers that are of no use but for the refresh token in them.
 */
export const NETWORK_FAULTS = [
  'none',
  'refused',
  'reset before',
  'reset after',
  'timeout before',
  'timeout after',
  'slow',
  '429',
  '500',
  '500 after',
  '503',
  '503 after',
  'garbage before',
  'garbage after',
  'without an access token',
  'of an unknown type',
] as const;
export type NetworkFault = (typeof NETWORK_FAULTS)[number];

const SPOILED: { [fault in NetworkFault]?: object } = {
  'without an access token': { access_token: undefined },
  'of an unknown type': { token_type: 'mac' },
};

const ANSWER_MS = 100;
const SLOW_MS = 9_000;
const LIFETIME_SECS = 3_600;

/** A token endpoint in memory, of one connection. Its refresh tokens are `<name>:refresh-0` and so on. */
export interface Server {
  exchange(request: ExchangeRequest): Promise<ExchangeAnswer>;
  /** How many tokens were granted in an answer that did not arrive. */
  lost: number;
  /** How many tokens were granted. */
  granted: number;
  /** When the last one was granted: milliseconds since the epoch. */
  grantedAt?: number;
  /** From now on nothing goes wrong. */
  clearFaults(): void;
}

export interface ServerOptions {
  name: string;
  policy: Policy;
  clock: TestClock;
  /** One for each request; when there are no more, nothing goes wrong any more. */
  faults: NetworkFault[];
  lifetimeSecs?: number;
  /** Whether it gives no answer just now. */
  isDown?(): boolean;
  /** Whether the grant is over. */
  isDead?(): boolean;
}

const never = () => new Promise<never>(() => {});

export function createServer(options: ServerOptions): Server {
  const { name, policy, clock, faults, lifetimeSecs = LIFETIME_SECS, isDown, isDead } = options;
  const parents = new Map([[`${name}:refresh-0`, '']]);
  const spent = new Set<string>();
  let isRevoked = false;

  const hasGrace = (token: string) =>
    policy === 'grace' && ![...spent].some((other) => parents.get(other) === token);

  function grant(token: string) {
    if (!parents.has(token) || isRevoked || isDead?.() || (spent.has(token) && !hasGrace(token))) {
      isRevoked ||= policy === 'revoking';
      return { status: 400, body: { error: 'invalid_grant' } };
    }
    const body = { access_token: `access-of-${token}`, expires_in: lifetimeSecs };
    if (policy === 'static') return { status: 200, body };
    const successor = `${name}:refresh-${parents.size}`;
    parents.set(successor, token);
    spent.add(token);
    return { status: 200, body: { ...body, refresh_token: successor } };
  }

  const server: Server = {
    lost: 0,
    granted: 0,
    clearFaults() {
      faults.length = 0;
    },
    async exchange({ body, setAbort }) {
      let isAborted = false;
      setAbort(() => {
        isAborted = true;
      });
      if (isDown?.()) return never();
      const fault = faults.shift() ?? 'none';
      const [kind, when] = fault.split(' ');
      const spoiled = SPOILED[fault];
      const isProcessed = when === 'after' || fault === 'none' || fault === 'slow' || spoiled;
      const answer = isProcessed
        ? grant(`${new URLSearchParams(body).get('refresh_token')}`)
        : { status: 400, body: {} };
      await sleep(clock, fault === 'slow' ? SLOW_MS : ANSWER_MS);
      const isGranted = answer.status === 200;
      if (isGranted) {
        server.granted += 1;
        server.grantedAt = clock.now();
      }
      if (isGranted && (when === 'after' || isAborted)) server.lost += 1;
      if (kind === 'timeout') return never();
      if (kind === 'refused') throw networkFailure('ECONNREFUSED');
      if (kind === 'reset') throw networkFailure('ECONNRESET');
      if (kind === 'garbage') return { status: 200, headers: {}, text: '<html>' };
      if (Number(kind))
        return { status: Number(kind), headers: {}, text: '{"error":"temporarily_unavailable"}' };
      return { status: answer.status, headers: {}, text: JSON.stringify({ ...answer.body, ...spoiled }) };
    },
  };
  return server;
}

const networkFailure = (code: string) => Object.assign(new TypeError('fetch failed'), { cause: { code } });
