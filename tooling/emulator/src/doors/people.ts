import { Hono } from 'hono';
import type { Account } from '../account/account.ts';
import { NotInvocable } from '../account/launcher.ts';
import type { Target } from '../instance/workspace.ts';
import { didYouMean } from '../names/nearest.ts';
import { json } from './reply.ts';

/** `POST /<function name>` with the payload as body: for people with curl. */
export function peopleRoutes(account: Account, target: Target): Hono {
  const app = new Hono();
  app.get('/', (context) =>
    context.json({
      functions: account.deployed(target).map(({ name, uuid }) => ({ name, uuid })),
      call: 'POST /<function name>, the payload as JSON body',
    }),
  );
  app.post('/:name', async (context) => {
    const name = context.req.param('name');
    const deployments = account.deployed(target);
    const deployment = deployments.find((candidate) => candidate.name === name);
    if (!deployment) {
      const names = deployments.map((known) => known.name);
      const message = `There is no function ${name}; ${didYouMean(name, names)}`;
      return json(404, { error: { code: 'NOT_FOUND', message } });
    }
    const text = await context.req.text();
    let payload: unknown;
    try {
      payload = text === '' ? undefined : JSON.parse(text);
    } catch (error) {
      return json(400, {
        error: { code: 'INPUT_INVALID', message: `The body is no JSON: ${String(error)}` },
      });
    }
    try {
      const { answer, run } = await account.invoke(
        deployment,
        { headers: headersOf(context.req.header()), payload },
        { trigger: 'person' },
      );
      if (!answer.error) return json(200, { result: answer.result ?? null });
      const code = typeof run.error?.code === 'string' ? run.error.code : answer.error.handlerCode;
      return json(500, { error: { code, message: answer.error.message } });
    } catch (error) {
      if (!(error instanceof NotInvocable)) throw error;
      return json(500, { error: { code: 'BUILD_FAILED', message: error.message } });
    }
  });
  return app;
}

/** Those a person set on purpose. */
function headersOf(headers: Record<string, string>): { key: string; value: string }[] {
  return Object.entries(headers).flatMap(([key, value]) => (key.startsWith('x-') ? { key, value } : []));
}
