import { type Figures, noFigures, SAMPLE_MS } from './figures.ts';
import { diesAt, MINUTE_MS, providerOf, type Scenario } from './scenario.ts';

/** Keeps count of what happens to the connections of a shard. Times are milliseconds since the start. */
export interface Ledger {
  readonly figures: Figures;
  /** @returns whether the grant is over */
  isDead(connection: number, now: number): boolean;
  /** Whether the connection's provider does not answer. */
  isDown(connection: number, now: number): boolean;
  granted(connection: number, now: number): void;
  /** A token request, whatever comes of it. */
  asked(connection: number, now: number): void;
  /** Tokens have reached the store. */
  saved(connection: number, now: number): void;
  /** A request of the function. */
  sent(now: number): void;
  /** The end of the simulation. */
  close(now: number): void;
}

const DAY_MS = 86_400_000;
/** What is granted to those that are caught up after an outage. */
const CATCH_UP_MS = 10 * MINUTE_MS;

interface Known {
  grantedAt: number;
  /** Of the access token in the store. */
  validUntil: number;
  deadCalls: number[];
}

/** A time, the end excluded. */
interface Range {
  from: number;
  to: number;
}

/** @param connections of this shard, and until when their first tokens are valid */
export function createLedger(scenario: Scenario, connections: ReadonlyMap<number, number>): Ledger {
  const { forMs, lifetimeSecs } = scenario;
  const figures = noFigures(Math.ceil(forMs / SAMPLE_MS));
  addLives(figures, scenario, connections.keys());
  const known = new Map<number, Known>(
    [...connections].map(([connection, validUntil]) => [
      connection,
      { grantedAt: 0, validUntil, deadCalls: [] },
    ]),
  );
  const recent: number[] = [];
  const addInvalid = (connection: number, from: number, to: number) => {
    const end = Math.min(to, diesAt(scenario, connection), forMs);
    for (const range of answering(scenario, connection, { from: Math.max(from, 0), to: end })) {
      if (range.to > range.from) addWithoutToken(figures, scenario, connection, range);
    }
  };

  return {
    figures,
    isDead: (connection, now) => now >= diesAt(scenario, connection),
    isDown: (connection, now) => isDown(scenario, connection, now),
    asked(connection, now) {
      figures.tokenCalls += 1;
      const calls = known.get(connection)?.deadCalls;
      // A provider that is down says nothing of whom it knows.
      const isAnswered = !isDown(scenario, connection, now);
      if (!calls || !isAnswered || now < diesAt(scenario, connection)) return;
      calls.push(now);
      figures.deadCalls += 1;
      const ofDay = calls.filter((at) => at > now - DAY_MS).length;
      figures.mostDeadCalls = Math.max(figures.mostDeadCalls, ofDay);
    },
    granted(connection, now) {
      figures.refreshes += 1;
      const each = known.get(connection);
      if (each) each.grantedAt = now;
    },
    saved(connection, now) {
      const each = known.get(connection);
      if (!each || each.grantedAt === 0) return;
      if (now > each.validUntil) addInvalid(connection, each.validUntil, now);
      each.validUntil = each.grantedAt + lifetimeSecs * 1_000;
    },
    sent(now) {
      while (recent.length > 0 && (recent[0] ?? 0) <= now - 1_000) recent.shift();
      recent.push(now);
      figures.peakPerSecond = Math.max(figures.peakPerSecond, recent.length);
      const sample = Math.floor(now / SAMPLE_MS);
      figures.requestsAt[sample] = (figures.requestsAt[sample] ?? 0) + 1;
    },
    close(now) {
      for (const [connection, { validUntil }] of known) {
        if (now > validUntil) addInvalid(connection, validUntil, now);
      }
    },
  };
}

/** For how long each connection lives, and which of them die. */
function addLives(figures: Figures, scenario: Scenario, connections: Iterable<number>): void {
  const { forMs } = scenario;
  for (const connection of connections) {
    const end = Math.min(forMs, diesAt(scenario, connection));
    for (const { from, to } of answering(scenario, connection, { from: 0, to: end })) {
      figures.liveMs += Math.max(0, to - from);
    }
    if (end < forMs) figures.deaths += 1;
  }
}

/** @param range a time in which the provider answered, and a live connection had no valid token */
function addWithoutToken(
  figures: Figures,
  { outage }: Scenario,
  connection: number,
  { from, to }: Range,
): void {
  figures.invalidMs += to - from;
  const isCaughtUp =
    outage && providerOf(connection) === 0 && from >= outage.toMs && from < outage.toMs + CATCH_UP_MS;
  if (!isCaughtUp) figures.invalidElsewhereMs += to - from;
  for (let sample = Math.ceil(from / SAMPLE_MS); sample * SAMPLE_MS < to; sample++) {
    figures.invalidAt[sample] = (figures.invalidAt[sample] ?? 0) + 1;
  }
  if (outage && from === outage.toMs) figures.caughtUpMs = Math.max(figures.caughtUpMs, to - outage.toMs);
}

const isDown = ({ outage }: Scenario, connection: number, now: number): boolean =>
  outage !== undefined && providerOf(connection) === 0 && now >= outage.fromMs && now < outage.toMs;

/** What of a time is outside of the connection's outage; it may end before it begins. */
function answering({ outage }: Scenario, connection: number, { from, to }: Range): Range[] {
  if (!outage || providerOf(connection) !== 0) return [{ from, to }];
  return [
    { from, to: Math.min(to, outage.fromMs) },
    { from: Math.max(from, outage.toMs), to },
  ];
}
