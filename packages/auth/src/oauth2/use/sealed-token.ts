import {
  asText,
  FunctionError,
  isObject,
  isText,
  parseJson,
  perInstance,
  type Run,
} from '@lp-functions/platform';
import { singleFlight } from '@lp-functions/platform/internal';
import { readKeyRing, type TokenSessions, tokenSession } from '../token-store/index.ts';
import { isGood, keptToken } from './kept-token.ts';
import { createRenewals, type Renewals } from './renewals.ts';
import type { StoredTokenSource } from './token-source.ts';

/** Where `refresh_scheduler` keeps the tokens of a connection with the storage `context`. */
export interface SealedPlace {
  connection: string;
  /** The namespace, as `contextSessions` of packages/context-store gives it. */
  sessions(): Promise<TokenSessions>;
  /** The account's name of the secret with the sealing keys. @default 'tokenSealingKey' */
  sealingKey?: string;
  /**
   * Gets new tokens now, e.g. by `refreshConnections` for this connection, by force. Called when the stored token has
   * expired or was refused, so that nobody waits for the schedule. @default waits for the schedule
   */
  refresh?(): Promise<unknown>;
}

export type SealedTokenRun = Pick<Run, 'clock' | 'redactor' | 'secrets' | 'instance'>;

/** How long a token is used whose expiry is not known. */
const UNKNOWN_LIFETIME_MS = 60_000;

type Members = Record<string, unknown>;

interface OpenedTokens {
  token: string;
  /** Milliseconds since the epoch. */
  until: number;
  members: Members;
}

/** What an instance keeps of a connection besides its token. */
interface KeptConnection {
  members: Members;
  renewals: Renewals;
}

const keptConnections = perInstance(() => new Map<string, KeptConnection>());
const refreshesUnderWay = perInstance(() => singleFlight<unknown>());

/**
 * The access token that `refresh_scheduler` keeps in the context session store. An instance keeps it until it expires.
 * @throws `REAUTH_REQUIRED` when nothing is stored; `CONFIG_INVALID`, `RESPONSE_INVALID` as the key ring; what the
 * context store, the secrets and `refresh` throw
 */
export function sealedToken(run: SealedTokenRun, place: SealedPlace): StoredTokenSource {
  const { clock, redactor, instance } = run;
  const { connection, refresh } = place;
  const key = JSON.stringify(['sealed', connection]);
  const kept = keptToken(instance, key);
  const known = keptConnections(instance).get(key) ?? { members: {}, renewals: createRenewals() };
  keptConnections(instance).set(key, known);

  const readAnew = async (): Promise<string> => {
    const { token, until, members } = await open(run, place);
    Object.assign(kept, { token, since: clock.now(), until });
    known.members = members;
    return token;
  };
  const refreshAndRead = async (ask: () => Promise<unknown>): Promise<string> => {
    await refreshesUnderWay(instance).run(key, ask);
    return readAnew();
  };

  async function get(): Promise<string> {
    if (!isGood(kept, clock.now())) {
      await readAnew();
      if (refresh && kept.until <= clock.now()) await refreshAndRead(refresh);
      if (kept.token === '') throw nothingStored(connection);
    }
    redactor.add(kept.token);
    return kept.token;
  }

  return {
    get,
    async renew(failed) {
      const stored = await readAnew();
      if (stored !== failed) return stored;
      if (!refresh || !known.renewals.areAllowed(clock.now())) return undefined;
      const renewed = await refreshAndRead(refresh);
      return renewed === failed ? undefined : renewed;
    },
    reportRenewal: (renewed, isAccepted) => known.renewals.report(renewed, isAccepted, clock.now()),
    async members() {
      await get();
      return known.members;
    },
  };
}

async function open({ clock, redactor, secrets }: SealedTokenRun, place: SealedPlace): Promise<OpenedTokens> {
  const { connection, sealingKey = 'tokenSealingKey' } = place;
  const [sessions, keys] = await Promise.all([place.sessions(), secrets.get(sealingKey)]);
  const { group, sealed } = await tokenSession(sessions, connection).readAll();
  if (!isText(group) || !isText(sealed)) throw nothingStored(connection);
  const { accountId, namespace } = sessions;
  const ring = readKeyRing(isText(keys) ? keys : '', sealingKey);
  const tokens = parseJson(ring.open(sealed, { accountId, namespace, connection, group }));
  const { access_token, refresh_token, expires_at, ...members } = isObject(tokens) ? tokens : {};
  redactor.add(asText(access_token), asText(refresh_token));
  // Stored by a person, and not refreshed yet: as good as expired.
  if (!isText(access_token)) return { token: '', until: 0, members };
  const until = typeof expires_at === 'number' ? expires_at * 1_000 : clock.now() + UNKNOWN_LIFETIME_MS;
  return { token: access_token, until, members };
}

const nothingStored = (connection: string) =>
  new FunctionError(
    'REAUTH_REQUIRED',
    `the context store holds no tokens of ${connection}; connect the account, and store its tokens with the payload ` +
      '"store" of refresh_scheduler',
  );
