import { Hono } from 'hono';
import type { Account, Invocation, InvokeOptions } from '../account/account.ts';
import { NotInvocable } from '../account/launcher.ts';
import type { Target } from '../instance/workspace.ts';
import type { Scheduler } from '../schedules/scheduler.ts';
import { json } from './reply.ts';

/** What the command line asks a running emulator for. */
export interface DeveloperCall extends Pick<InvokeOptions, 'cold' | 'env' | 'clockOffsetMs'> {
  /** The platform's name. */
  function: string;
  payload?: unknown;
  headers?: { key: string; value: string }[];
  trigger?: InvokeOptions['trigger'];
}

/** What it answers: all that is known of the run. */
export interface DeveloperReport extends Pick<Invocation, 'answer'> {
  run: Pick<
    Invocation['run'],
    'logs' | 'requests' | 'secretCalls' | 'usage' | 'durationMs' | 'broken' | 'error'
  >;
  cold: boolean;
}

/** Below `/_lp`: for `lp` on this machine. It wants JSON, which no page of another site can send unasked. */
export function developerRoutes(account: Account, scheduler: Scheduler, target: Target): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    if (context.req.method === 'GET') return next();
    if (context.req.header('content-type') === 'application/json') return next();
    return json(415, { message: 'the content type is not application/json' });
  });

  app.post('/invoke', async (context) => {
    const call = (await context.req.json()) as DeveloperCall;
    const deployment = account.deployed(target).find(({ name }) => name === call.function);
    if (!deployment) return json(404, { message: `There is no function ${call.function}` });
    const { payload, headers = [], trigger = 'person', cold, env, clockOffsetMs } = call;
    try {
      const invocation = await account.invoke(
        deployment,
        { headers, payload },
        { trigger, cold, env, clockOffsetMs },
      );
      return json(200, reportOf(invocation, account.mask));
    } catch (error) {
      if (!(error instanceof NotInvocable)) throw error;
      return json(409, { message: error.message });
    }
  });

  app.post('/schedules/:uuid/fire', async (context) => {
    const schedule = scheduler.list(target).find(({ uuid }) => uuid === context.req.param('uuid'));
    if (!schedule) return json(404, { message: 'There is no such schedule' });
    await scheduler.fire(schedule);
    return json(200, schedule);
  });
  return app;
}

/** Masked, except for the result and the error, which are the caller's. */
export function reportOf(
  { answer, run, record }: Invocation,
  mask: (text: string) => string,
): DeveloperReport {
  const { secretCalls, usage, durationMs, broken, error } = run;
  return {
    answer,
    cold: record.cold,
    run: {
      logs: run.logs.map((entry) => ({ ...entry, message: mask(entry.message) })),
      requests: record.requests,
      secretCalls,
      usage,
      durationMs,
      broken,
      error,
    },
  };
}
