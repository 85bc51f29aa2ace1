import { FunctionError, inTime, isFunctionError, sleep } from '@lp-functions/platform';
import { originOf } from '../connections/connection.ts';
import type { Failure } from '../memory/failure.ts';
import { instanceMemory } from '../memory/instance.ts';
import { workFairly } from '../order/fair-work.ts';
import { grouped } from '../order/grouped.ts';
import { createOrigins } from '../order/origins.ts';
import { type Candidate, isUnreachable, type Plan, planOf } from '../order/plan.ts';
import type { ShardIndex } from '../storage/context/shard-index.ts';
import { LONGEST_WRITE_MS } from '../storage/secret-writer.ts';
import { conclude, type RefreshResult } from './conclude.ts';
import { jobsOf, type Work } from './jobs.ts';
import type { Refreshing, RefreshRun } from './one.ts';
import { type Opened, open, type RefreshOptions, survey } from './open.ts';
import { createSettlement } from './settle.ts';

/** How many connections are worked on at the same time. */
const SLOTS = 50;
/**
 * Left of the run when the last request may begin, so that its answer can be stored; half of the run if that is less.
 * On V1 the requests of 400 connections take 26.8 s of 28.
 */
const RESERVE_MS = 500;
/** The same where storing takes requests, too, which V1 counts. */
const CONTEXT_RESERVE_MS = { V1: 2_500, V2: 2_000 };
/** Requests of one refresh in the storage context: to read, to exchange, to save. */
const CONTEXT_REQUESTS = 3;
/** Left of the run when it reports. */
const REPORT_MS = 200;
const CONTEXT_REPORT_MS = 1_500;
/** Left of the run when it waits for its index no longer. */
const INDEX_MARGIN_MS = 100;
/** A lease outlives its run by so much: the platform may kill that a little later. */
const LEASE_MARGIN_MS = 2_000;
/** How often a forced run asks for the lease of another one. */
const LEASE_PAUSE_MS = 1_000;
/** So many connections of a server that could not reach it are a sign that it is down. */
const SIGNS_OF_OUTAGE = 3;

/**
 * Refreshes connections, first those that expire first, whatever other servers do. What the end of the run cuts off is
 * postponed; requests under way go on even then, because their answers may hold the only refresh token that is valid.
 * @param isForced whatever the tokens have left, and whatever is known of failures
 * @throws `REFRESH_FAILED` for what has newly failed and for reminders, when the others are done
 */
export async function refreshConnections(
  run: RefreshRun,
  options: RefreshOptions & { isForced: boolean },
): Promise<RefreshResult> {
  const { isForced, settings } = options;
  const reminderHours = settings.FAILURE_REMINDER_HOURS;
  const beganAt = run.clock.now();
  const opened = await open(run, options);
  const { index, problems, reader, storageOf } = opened;
  const candidates = await survey(run, opened);
  const { outages, reminders } = index ?? instanceMemory(run.instance);
  const downBefore = seenDown(candidates, outages);
  const isDown = (origin: string) => downBefore.has(origin);
  const plan = planOf(candidates, { now: run.clock.now(), isForced, isDown, random: run.random });

  const origins = createOrigins(run.clock, isDown);
  const lastStart = run.endsAt - reserveMs(run, opened);
  const isLate = () => run.clock.now() >= lastStart;
  const refreshing: Refreshing = { run, reader, origins, storageOf, isForced, isLate };
  const settlement = createSettlement(refreshing, { reminderHours, downBefore });

  const work = await allowed(refreshing, opened, plan);
  const jobs = jobsOf(work, { refreshing, settlement, confirmMs: confirmMs(run) });
  const perSecond = beginsPerSecond(run, opened);
  const fairly = { clock: run.clock, origins, slots: SLOTS, until: lastStart, perSecond };
  await untilReport(run, opened, workFairly(jobs, fairly));
  await settlement.settleRest(run.clock.now() - (run.endsAt - beganAt) / 2);
  const conclusion = {
    candidates,
    plan,
    settlement,
    origins,
    problems,
    outages,
    downBefore,
    reminders,
    reminderHours,
  };
  try {
    return conclude(run, conclusion);
  } finally {
    await saveIndex(run, index);
  }
}

/** Where requests are counted, no more begins than can go on: else what was read would be old when its turn comes. */
function beginsPerSecond({ generation }: RefreshRun, { index }: Opened): number | undefined {
  const { requestsPerSecond } = generation;
  return requestsPerSecond && requestsPerSecond / (index ? CONTEXT_REQUESTS : 1);
}

/** Servers that were down when the last run ended. A new instance sees it by the failures that are stored. */
function seenDown(
  candidates: readonly Candidate[],
  outages: ReadonlyMap<string, Failure>,
): Map<string, Failure> {
  const down = new Map(outages);
  const unreachable = candidates.filter(({ failure }) => failure && isUnreachable(failure));
  for (const [origin, ofOrigin] of grouped(unreachable, ({ connection }) => originOf(connection))) {
    const [first] = ofOrigin.flatMap(({ failure }) => failure ?? []).sort((a, b) => a.since - b.since);
    if (first && ofOrigin.length >= SIGNS_OF_OUTAGE && !down.has(origin)) down.set(origin, first);
  }
  return down;
}

/** How long to wait until a refused token is dead for certain; a third of the run if that is less. */
const confirmMs = ({ clock, endsAt }: RefreshRun): number =>
  Math.min(LONGEST_WRITE_MS, (endsAt - clock.now()) / 3);

function reserveMs({ clock, endsAt, generation }: RefreshRun, { index }: Opened): number {
  const reserve = index ? CONTEXT_RESERVE_MS[generation.name] : RESERVE_MS;
  return Math.min(reserve, (endsAt - clock.now()) / 2);
}

/**
 * What this run may do: while another one has the lease of the shard, of what the index is about only to store what has
 * not been stored yet.
 */
async function allowed(refreshing: Refreshing, { index, problems }: Opened, plan: Plan): Promise<Work> {
  const isInContext = ({ connection }: Candidate) => connection.group.storage === 'context';
  if (!index || !plan.due.some(isInContext)) return plan;
  try {
    if (await takeLease(refreshing, index)) return plan;
  } catch (error) {
    if (!isFunctionError(error)) throw error;
    // Where no lease can be written, no token can be stored either.
    problems.push({ place: 'the storage context', error });
  }
  const isAllowed = (candidate: Candidate) => !isInContext(candidate) || candidate.isUnsaved;
  return { due: plan.due.filter(isAllowed), afterAnswer: plan.afterAnswer };
}

/** A forced run waits until the other one is done: somebody wants it now. */
async function takeLease({ run, isForced, isLate }: Refreshing, index: ShardIndex): Promise<boolean> {
  const { clock, endsAt, instance } = run;
  for (;;) {
    if (await index.lease(instanceMemory(instance).id, endsAt + LEASE_MARGIN_MS)) return true;
    if (!isForced || isLate()) return false;
    await sleep(clock, LEASE_PAUSE_MS);
  }
}

/** Waits for the work, but not longer than the run can. */
async function untilReport(
  { clock, endsAt }: RefreshRun,
  { index }: Opened,
  work: Promise<void>,
): Promise<void> {
  const late = new FunctionError('DEADLINE_EXCEEDED', 'the run has to report');
  const leftMs = endsAt - clock.now();
  const reportMs = Math.min(index ? CONTEXT_REPORT_MS : REPORT_MS, leftMs / 2);
  try {
    await inTime(clock, leftMs - reportMs, work, () => late);
  } catch (error) {
    if (error !== late) throw error;
  }
}

/** What is not saved, or not in time, costs a look at the connections in the next run. */
async function saveIndex({ clock, endsAt, log }: RefreshRun, index: Opened['index']): Promise<void> {
  if (!index) return;
  try {
    await inTime(clock, endsAt - clock.now() - INDEX_MARGIN_MS, index.save());
  } catch (error) {
    if (!isFunctionError(error)) throw error;
    log('warn', `the index of the shard was not saved, which costs requests only: ${error.message}`);
  }
}
