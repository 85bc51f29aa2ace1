import { createAccount } from './account/account.ts';
import { openDoor } from './doors/door.ts';
import type { Target } from './instance/workspace.ts';
import type { Management } from './management/management.ts';
import type { SharedOptions } from './management/shared-routes.ts';
import { createManagementV1, type Lambda } from './management/v1.ts';
import { createManagementV2, type FunctionV2 } from './management/v2.ts';
import { createScheduler } from './schedules/scheduler.ts';
import { openState } from './state/state.ts';

/** The one account of a cloud, and who may manage it. */
export const ACCOUNT = { id: '12345', userId: 'user-1', token: 'bearer-of-the-test' };

export interface CloudRequest {
  method: string;
  host: string;
  /** Path below the account, without the query. */
  path: string;
  query: URLSearchParams;
  status: number;
}

/**
 * An empty account of one generation for tests of tools: it takes the vendor's host names, and one login
 * only.
 */
export interface Cloud<Stored> {
  readonly url: string;
  readonly requests: CloudRequest[];
  /** By name. */
  readonly functions: ReadonlyMap<string, Stored>;
  stop(): Promise<void>;
}

export const startCloudV1 = (): Promise<Cloud<Lambda>> => startCloud('v1', createManagementV1);
export const startCloudV2 = (): Promise<Cloud<FunctionV2>> => startCloud('v2', createManagementV2);

async function startCloud<Stored>(
  target: Target,
  createManagement: (options: Omit<SharedOptions, 'target'>) => Management<Stored>,
): Promise<Cloud<Stored>> {
  const state = openState();
  const account = createAccount({ state, accountId: ACCOUNT.id });
  const scheduler = createScheduler({ records: state.records, run: async () => false });
  const management = createManagement({ account, scheduler });
  const requests: CloudRequest[] = [];
  const door = await openDoor({
    account,
    target,
    management,
    scheduler,
    port: 0,
    hosts: ['api.liveperson.net', ...Object.values(management.hosts)],
    isAuthorized: (authorization, query) =>
      authorization === `Bearer ${ACCOUNT.token}` && query.get('userId') === ACCOUNT.userId,
    onRequest({ method, url, headers }, status) {
      const { pathname, searchParams } = new URL(url);
      const path = pathname.replace(`/api/account/${ACCOUNT.id}`, '');
      requests.push({ method, host: headers.get('host') ?? '', path, query: searchParams, status });
    },
  });
  return {
    url: door.url,
    requests,
    functions: management.functions,
    async stop() {
      scheduler.stop();
      await door.stop();
      await account.stop();
      await state.close();
    },
  };
}
