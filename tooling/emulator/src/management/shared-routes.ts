import type { Account } from '../account/account.ts';
import { NotInvocable } from '../account/launcher.ts';
import { EVENTS } from '../events/catalog.ts';
import type { Deployment } from '../functions/deployment.ts';
import type { Target } from '../instance/workspace.ts';
import { LIMITS } from '../limits/limits.ts';
import { nextTimes } from '../schedules/cron.ts';
import { type Schedule, ScheduleRefused, type Scheduler } from '../schedules/scheduler.ts';
import { logsAsCsv } from './logs.ts';
import type { Call, Reply } from './management.ts';
import { metricsOf } from './metrics.ts';
import { invalid, Refusal, unknown } from './refusal.ts';

export interface SharedOptions {
  account: Account;
  scheduler: Scheduler;
  target: Target;
}

/** Counts of all states of functions, for the account's statistics. */
export interface FunctionCounts {
  total: number;
  deployed: number;
}

/**
 * What both generations answer alike.
 * @returns nothing when the route is another one's
 */
export async function answerShared(
  { route, uuid, query, body }: Call,
  { account, scheduler, target }: SharedOptions,
  counts: FunctionCounts,
): Promise<Reply | undefined> {
  switch (route) {
    case 'GET events':
      return {
        body: EVENTS.map(({ id, name, description, functions, sample }) => ({
          eventId: id,
          eventName: name,
          description,
          lambdaLimit: functions,
          samplePayload: { headers: [], payload: sample },
        })),
      };
    case 'GET schedules':
      return { body: scheduler.list(target).map(describeSchedule) };
    case 'POST schedules':
      return { status: 201, body: describeSchedule(await createSchedule(account, scheduler, target, body)) };
    case 'GET logs/export':
      return logsReply(account, target, query.get('lambdaUUID') ?? '', query);
    case 'GET functions/{uuid}/logs/export':
      return logsReply(account, target, uuid ?? '', query);
    case 'GET reports/invocations/{uuid}':
      return metricsReply(account, target, uuid ?? '', query);
    case 'GET reports/limitCounts':
    case 'GET reports/lambdaCounts':
    case 'GET reports/invocationCounts':
      return { body: statisticsOf(route.slice('GET reports/'.length), account, target, counts, query) };
    case 'GET proxy-settings':
      return { body: allowedHosts(account, target) };
    case 'POST proxy-settings':
      return { status: 201, body: allowHost(account, target, body) };
    default:
      return undefined;
  }
}

/** Runs a function for a person who tries it: the answer tells the logs too. */
export async function testRun(account: Account, deployment: Deployment, body: unknown): Promise<Reply> {
  try {
    const { answer, run } = await account.invoke(deployment, body, { trigger: 'test' });
    const logs = run.keptLogs.map(({ level, message }) => ({
      level: `${level[0]?.toUpperCase()}${level.slice(1)}`,
      message,
      extras: [],
      timestamp: Date.now(),
    }));
    if (!answer.error) return { body: { result: answer.result, logs } };
    throw Object.assign(new Refusal(400, answer.error.handlerCode, answer.error.message), { logs });
  } catch (error) {
    if (error instanceof NotInvocable) throw new Refusal(500, 'not-built', error.message);
    throw error;
  }
}

export const describeSchedule = (schedule: Schedule) => ({
  id: schedule.uuid,
  uuid: schedule.uuid,
  lambdaUUID: schedule.functionUuid,
  functionUuid: schedule.functionUuid,
  cronExpression: schedule.cron,
  invocationBody: { headers: [], payload: schedule.payload ?? {} },
  timeZone: schedule.timeZone,
  isActive: schedule.isActive,
  didLastExecutionFail: schedule.didLastExecutionFail ?? false,
  lastExecution: schedule.lastExecution && new Date(schedule.lastExecution).toISOString(),
  nextExecution: nextTimes(schedule.cron, schedule.timeZone, 1, Date.now()).map((at) =>
    new Date(at).toISOString(),
  )[0],
  createdBy: 'user',
});

interface ScheduleRequest {
  lambdaUUID?: string;
  functionUuid?: string;
  cronExpression?: string;
  timeZone?: string;
  invocationBody?: { payload?: unknown };
}

async function createSchedule(
  account: Account,
  scheduler: Scheduler,
  target: Target,
  body: unknown,
): Promise<Schedule> {
  const {
    lambdaUUID,
    functionUuid = lambdaUUID,
    cronExpression = '',
    timeZone,
    invocationBody,
  } = (body ?? {}) as ScheduleRequest;
  const deployment = account.deployed(target).find(({ uuid }) => uuid === functionUuid);
  if (!deployment) throw unknown(`No deployed function ${functionUuid}`);
  try {
    return await scheduler.keep({
      target,
      functionUuid: deployment.uuid,
      function: deployment.name,
      cron: cronExpression,
      timeZone,
      payload: invocationBody?.payload,
    });
  } catch (error) {
    if (!(error instanceof ScheduleRefused)) throw error;
    throw invalid(error.message);
  }
}

function logsReply(account: Account, target: Target, uuid: string, query: URLSearchParams): Reply {
  const runs = account.state.history.list({ target, uuid, ...periodOf(query) });
  return { body: logsAsCsv(runs, query.getAll('filterLevels')), contentType: 'text/csv' };
}

function periodOf(query: URLSearchParams): { from: number; to: number } {
  return {
    from: Number(query.get('startTimestamp') ?? 0),
    to: Number(query.get('endTimestamp') ?? Date.now()),
  };
}

/** The account's statistics, of which a tool asks three parts. */
function statisticsOf(
  report: string,
  account: Account,
  target: Target,
  counts: FunctionCounts,
  query: URLSearchParams,
): unknown {
  switch (report) {
    case 'limitCounts': {
      const most = LIMITS[target].account.functions ?? 1_000;
      return { limitTotalLambdas: most, limitDeployedLambdas: most, invocationLimitPerMonth: 1_000_000 };
    }
    case 'lambdaCounts':
      return counts;
    case 'invocationCounts': {
      const runs = account
        .deployed(target)
        .flatMap(({ uuid }) => account.state.history.list({ target, uuid, ...periodOf(query) }));
      const successfulInvocations = runs.filter(({ state }) => state === 'SUCCEEDED').length;
      return { successfulInvocations, unsuccessfulInvocations: runs.length - successfulInvocations };
    }
    default:
      throw unknown(report);
  }
}

/** Metrics of one function. */
function metricsReply(account: Account, target: Target, uuid: string, query: URLSearchParams): Reply {
  const { from, to } = periodOf(query);
  const bucketMs = Number(query.get('bucketSize') ?? 300) * 1_000;
  const runs = account.state.history.list({ target, uuid, from, to });
  const invocationStatistics = metricsOf(runs, {
    from,
    to,
    bucketMs,
    states: query.getAll('invocationStates'),
  });
  return { body: { uuid, invocationStatistics } };
}

function allowedHosts(account: Account, target: Target): unknown[] {
  if (target === 'v2') throw invalid('V2 has no allowlist');
  return account.state.settings.read().whitelist.map((domain, id) => ({ id, domain, name: domain }));
}

function allowHost(account: Account, target: Target, body: unknown): unknown {
  const { domain } = (body ?? {}) as { domain?: unknown };
  if (target === 'v2') throw invalid('V2 has no allowlist');
  if (typeof domain !== 'string' || !/^(\*\.)?[\w-]+(\.[\w-]+)*$/.test(domain)) {
    throw invalid('A domain is a host name, or *. and a host name');
  }
  account.state.settings.change(({ whitelist }) => {
    if (!whitelist.includes(domain)) whitelist.push(domain);
  });
  return { domain, id: 1 };
}
