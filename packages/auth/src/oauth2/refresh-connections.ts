import { FunctionError, inTime, isFunctionError, type Run } from '@lp-functions/platform';
import { createPacer } from '@lp-functions/platform/internal';
import { concurrently } from './concurrently.ts';
import { instanceOf, REQUESTS_PER_SECOND } from './instance.ts';
import {
  type Connection,
  isGood,
  notDue,
  type Outcome,
  type RefreshRun,
  refreshConnection,
} from './refresh-connection.ts';
import { loadTokens, refreshTokenSecret, type StoredTokens } from './stored-tokens.ts';

/** Left of the run when it reports. */
const REPORT_MS = 200;
/**
 * Left of the run when the last request may start, so that its answer can still be stored and reported. Half of the
 * run if that is less.
 */
const LAST_START_MS = 1_000;
/** With more failures the report gives only their codes. */
const MAX_MESSAGES = 10;

/**
 * Refreshes connections, first those that expire first. What the deadline cuts off is reported as failed; requests
 * under way go on even then, because their answers may hold the only refresh token that is valid.
 * @param withinMs tokens that are good for longer are left alone; `Infinity` refreshes all
 * @throws `REFRESH_FAILED` when some failed and the others are done
 */
export async function refreshConnections(
  run: RefreshRun & Pick<Run, 'endsAt' | 'random'>,
  connections: readonly Connection[],
  withinMs: number,
): Promise<{ refreshed: Outcome[]; skipped: Outcome[]; failed: [] }> {
  const { clock, endsAt } = run;
  const instance = instanceOf(run);
  const reserveMs = Math.min(LAST_START_MS, (endsAt - clock.now()) / 2);
  const isLate = () => endsAt - clock.now() < reserveMs;
  const late = new FunctionError(
    'DEADLINE_EXCEEDED',
    'not done within DEADLINE_MS; it comes earlier in the next run',
  );
  const options = {
    withinMs,
    async pace() {
      await instance.pacer.turn();
      if (isLate()) throw late;
    },
  };
  const outcomes = new Map<string, Outcome | FunctionError>(connections.map(({ name }) => [name, late]));

  async function* inTurn() {
    const starts = createPacer(clock, REQUESTS_PER_SECOND);
    const queue: [expiry: number, connection: Connection][] = [];
    await concurrently(connections, async (connection) => {
      const [spent, granted] = instance.exchanged.get(refreshTokenSecret(connection)) ?? [];
      // Where no expiry is stored, an earlier run of this instance may know it.
      const known =
        connection.storage === 'single' ? (await loadTokens(run, connection).catch(() => []))[0] : granted;
      const tokens: Partial<StoredTokens> = known ?? {};
      if (isGood(tokens, run, withinMs) && tokens.refresh_token !== spent) {
        outcomes.set(connection.name, notDue(connection.name, tokens));
      } else {
        // What is unknown comes first, in any order.
        queue.push([tokens.expires_at ?? run.random(), connection]);
      }
    });
    for (const [, connection] of queue.sort(([a], [b]) => a - b)) {
      await starts.turn();
      if (isLate()) return;
      yield connection;
    }
  }

  const work = concurrently(inTurn(), async (connection) => {
    const http = run.http.detached().allowing([connection.tokenUrl]);
    outcomes.set(
      connection.name,
      await refreshConnection({ ...run, http }, connection, options).catch((error) =>
        isFunctionError(error) ? error : new FunctionError('INTERNAL', `${error}`),
      ),
    );
  });
  await inTime(clock, endsAt - clock.now() - REPORT_MS, work, () => late).catch((error) => {
    if (error !== late) throw error;
  });

  const failed = [...outcomes].filter(([, outcome]) => outcome instanceof Error);
  if (failed.length) {
    const isMany = failed.length > MAX_MESSAGES;
    const texts = failed.map(
      ([name, error]) => `${name}: ${(error as FunctionError)[isMany ? 'code' : 'message']}`,
    );
    throw new FunctionError('REFRESH_FAILED', `${failed.length} of ${outcomes.size}: ${texts.join('; ')}`);
  }
  const done = [...outcomes.values()] as Outcome[];
  return {
    refreshed: done.filter((outcome) => 'rotated' in outcome),
    skipped: done.filter((outcome) => 'reason' in outcome),
    failed: [],
  };
}
