import { Hono } from 'hono';
import { answerRequest } from '../context-store/answer-request.ts';
import type { Storage } from '../context-store/storage.ts';
import { json, raw } from './reply.ts';

/** The context session store, at the paths it has on a host of its own. Any key and token will do. */
export function contextRoutes(storage: Storage): Hono {
  const app = new Hono();
  const access = { storage, isApiKey: () => true, isAccessToken: () => true };
  app.on(['GET', 'POST', 'PATCH', 'DELETE'], ['/v1/account/*', '/v2/context/document/*'], async (context) => {
    const { pathname, search } = new URL(context.req.url);
    const request = {
      method: context.req.method,
      target: pathname + search,
      headers: context.req.header(),
    };
    const bytes = new Uint8Array(await context.req.arrayBuffer());
    const { status = 200, headers = {}, body } = await answerRequest(request, bytes, access);
    if (body === undefined) return raw(status, undefined, '');
    if (typeof body === 'string') return raw(status, body, headers['content-type'] ?? 'text/plain');
    return json(status, body);
  });
  return app;
}
