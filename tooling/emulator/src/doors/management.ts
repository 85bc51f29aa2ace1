import { Hono } from 'hono';
import type { Management } from '../management/management.ts';
import { Refusal } from '../management/refusal.ts';
import { json, raw } from './reply.ts';

/** Paths that have the id of a function in second or third place. */
const COLLECTIONS = new Set(['lambdas', 'functions', 'deployments']);

/** What `lpf` calls to manage functions. */
export function managementRoutes<Stored>(management: Management<Stored>): Hono {
  const app = new Hono();
  app.all('/*', async (context) => {
    const url = new URL(context.req.url);
    try {
      // `/api/account/{account}/...`
      const segments = url.pathname.split('/').slice(4).filter(Boolean);
      const text = await context.req.text();
      const body = text === '' ? undefined : parse(text);
      const {
        status = 200,
        body: answer,
        contentType,
      } = await management.answer({
        ...placeOf(context.req.method, segments),
        query: url.searchParams,
        body,
      });
      if (contentType !== undefined) return raw(status, String(answer), contentType);
      return answer === undefined ? raw(status, undefined, '') : json(status, answer);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return json(error.status, management.describe(error));
    }
  });
  return app;
}

/** The route with its id taken out: it is the last segment of a report, the second one of all else. */
function placeOf(method: string, segments: readonly string[]): { route: string; uuid: string | undefined } {
  const [collection = '', second, third] = segments;
  if (collection === 'reports' && third !== undefined) {
    return { route: `${method} reports/${second}/{uuid}`, uuid: third };
  }
  if (!COLLECTIONS.has(collection) || second === undefined) {
    return { route: `${method} ${segments.join('/')}`, uuid: undefined };
  }
  return { route: `${method} ${[collection, '{uuid}', ...segments.slice(2)].join('/')}`, uuid: second };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'com.liveperson.faas.um.validation-error', 'The body is no JSON');
  }
}
