import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Account } from '../account/account.ts';
import type { Target } from '../instance/workspace.ts';
import type { Management } from '../management/management.ts';
import type { Scheduler } from '../schedules/scheduler.ts';
import { contextRoutes } from './context.ts';
import { developerRoutes } from './developer.ts';
import { guard } from './guard.ts';
import { invocationRoutes } from './invocation.ts';
import { managementRoutes } from './management.ts';
import { peopleRoutes } from './people.ts';
import { json } from './reply.ts';

export interface DoorOptions<Stored> {
  account: Account;
  target: Target;
  management: Management<Stored>;
  scheduler: Scheduler;
  /** 0 for a free one. */
  port: number;
  /** Host names besides those of this machine. */
  hosts?: readonly string[];
  /** Who may manage functions. @default everybody who sends an `Authorization` header */
  isAuthorized?(authorization: string, query: URLSearchParams): boolean;
  /** Hears every request with the status of its answer. */
  onRequest?(request: Request, status: number): void;
}

/** One generation of the platform, on a port of 127.0.0.1. */
export interface Door {
  readonly port: number;
  readonly url: string;
  stop(): Promise<void>;
}

/** @throws the system's error when the port is taken */
export async function openDoor<Stored>(options: DoorOptions<Stored>): Promise<Door> {
  const app = routesOf(options);
  const server = await listen(app, options.port);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

function routesOf<Stored>({
  account,
  target,
  management,
  scheduler,
  hosts,
  isAuthorized = (authorization) => authorization !== '',
  onRequest,
}: DoorOptions<Stored>): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    onRequest?.(context.req.raw, context.res.status);
  });
  app.use(guard(hosts));
  const api = new Hono();
  api.get('/service/baseURI.json', (context) =>
    context.json({
      baseURIs: Object.entries(management.hosts).map(([service, baseURI]) => ({ service, baseURI })),
    }),
  );
  api.use(async (context, next) => {
    const query = new URL(context.req.url).searchParams;
    if (isAuthorized(context.req.header('authorization') ?? '', query)) return next();
    return json(401, describeUnauthorized(target));
  });
  api.route('/', invocationRoutes(account, target));
  api.route('/', managementRoutes(management));
  app.route('/api/account/:account', api);
  app.route('/_lp', developerRoutes(account, scheduler, target));
  app.route('/', contextRoutes(account.state.contexts));
  app.route('/', peopleRoutes(account, target));
  app.onError((error) => json(500, { code: 'bug-in-the-emulator', message: String(error.stack) }));
  return app;
}

const describeUnauthorized = (target: Target) =>
  target === 'v1'
    ? { errorCode: 'unauthorized', errorMsg: 'The login is not valid' }
    : { code: 'unauthorized', message: 'The login is not valid' };

async function listen(app: Hono, port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () => resolve(server));
    server.once('error', reject);
  });
}
