import { Hono } from 'hono';
import type { Account } from '../account/account.ts';
import { NotInvocable } from '../account/launcher.ts';
import type { Deployment } from '../functions/deployment.ts';
import type { Target } from '../instance/workspace.ts';
import { failureBody, invocationReply } from './answers.ts';
import { json } from './reply.ts';

const MISSING: Record<Target, string> = {
  v1: 'com.liveperson.faas.es.missinglambda',
  v2: 'com.liveperson.faas.function.not-found',
};

/** What the official client calls: functions by id or by event. */
export function invocationRoutes(account: Account, target: Target): Hono {
  const app = new Hono();
  const listeners = (eventId: string) =>
    account.deployed(target).filter((deployment) => deployment.eventId === eventId);
  const invoke = async (deployment: Deployment, input: unknown, trigger: 'invocation' | 'event') => {
    try {
      const { answer, record } = await account.invoke(deployment, input, { trigger });
      return { ...invocationReply(target, answer), record };
    } catch (error) {
      if (!(error instanceof NotInvocable)) throw error;
      const body = failureBody(target, { handlerCode: 'not-built', message: error.message });
      return { status: 500, body, record: undefined };
    }
  };

  app.post('/lambdas/:uuid/invoke', async (context, next) => {
    // A tool that manages functions names its user and wants the logs too.
    if (context.req.query('userId') !== undefined) return next();
    const uuid = context.req.param('uuid');
    const deployment = account.deployed(target).find((candidate) => candidate.uuid === uuid);
    if (!deployment) {
      return json(404, failureBody(target, { handlerCode: MISSING[target], message: `No function ${uuid}` }));
    }
    const { status, body } = await invoke(deployment, inputOf(await bodyOf(context.req)), 'invocation');
    return json(status, body);
  });

  app.post('/events/:event/invoke', async (context) => {
    const input = inputOf(await bodyOf(context.req));
    const results: unknown[] = [];
    // All listeners run; one failure ends the chain.
    for (const deployment of listeners(context.req.param('event'))) {
      const { status, body } = await invoke(deployment, input, 'event');
      if (status !== 200) return json(status, body);
      results.push({ uuid: deployment.uuid, timestamp: Date.now(), result: body });
    }
    return json(200, results);
  });

  app.get('/events/:event/isImplemented', (context) =>
    context.json({ implemented: listeners(context.req.param('event')).length > 0 }),
  );
  return app;
}

async function bodyOf(request: { text(): Promise<string> }): Promise<unknown> {
  const text = await request.text();
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return {};
  }
}

/** What a function receives of an invocation. */
function inputOf(body: unknown): unknown {
  const { headers = [], payload } = (body ?? {}) as { headers?: unknown; payload?: unknown };
  return { headers, payload };
}
