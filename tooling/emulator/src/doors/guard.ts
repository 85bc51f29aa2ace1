import type { MiddlewareHandler } from 'hono';

const THIS_MACHINE = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Refuses what a page of another site could send: a browser names that site as origin, or as host when its
 * name was bound to this machine's address.
 * @param further host names besides those of this machine
 */
export function guard(further: readonly string[] = []): MiddlewareHandler {
  const isTrusted = (host: string) => THIS_MACHINE.has(host) || further.includes(host);
  return async (context, next) => {
    const host = hostOf(`http://${context.req.header('host') ?? ''}`);
    const origin = context.req.header('origin');
    const isForeign = origin !== undefined && !isTrusted(hostOf(origin) ?? '');
    if (host === undefined || !isTrusted(host) || isForeign) {
      return context.json({ message: 'Only this machine is served: call 127.0.0.1 or localhost' }, 403);
    }
    return next();
  };
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}
