import type { Deployment } from '../functions/deployment.ts';
import { createRandom } from '../instance/child/random.cjs';
import type { Run, RunObserver } from '../instance/run.ts';
import { secretFailure } from '../instance/secret-store.ts';
import { createAccountMask } from '../secrets/account-mask.ts';
import { type AccountSecrets, createAccountSecrets } from '../secrets/account-secrets.ts';
import type { History, RunRecord } from '../state/history.ts';
import type { State } from '../state/state.ts';
import { createLauncher, type LauncherOptions, NotInvocable } from './launcher.ts';
import { type Answer, answerOf, recordOf } from './outcome.ts';
import { createProduction, type Production } from './production.ts';

export interface AccountOptions extends LauncherOptions {
  state: State;
  observer?: AccountObserver;
}

/** What somebody who watches the account hears. */
export interface AccountObserver {
  run?(deployment: Deployment): RunObserver;
  finished?(deployment: Deployment, invocation: Invocation): void;
  /** A function was called that cannot be. */
  refused?(deployment: Deployment, reason: string): void;
}

/** One invocation, as its caller and as the developer see it. */
export interface Invocation {
  answer: Answer;
  run: Run;
  record: RunRecord;
}

export interface InvokeOptions {
  trigger: RunRecord['trigger'];
  /** In an instance of its own. @default false */
  cold?: boolean;
  /** Laid over the function's own variables, in an instance of its own. */
  env?: Record<string, string>;
  /** How far the clock of the run is ahead, in milliseconds, in an instance of its own. */
  clockOffsetMs?: number;
  observer?: RunObserver;
}

/** One account of the platform, with functions of both generations. */
export interface Account
  extends Pick<Production, 'deploy' | 'undeploy' | 'deployed' | 'restartInstances' | 'instances'> {
  readonly id: string;
  readonly state: State;
  readonly secrets: AccountSecrets;
  /** Hides the secrets of the account. */
  mask(text: string): string;
  /** @throws NotInvocable when it could not be built or loaded */
  invoke(deployment: Deployment, input: unknown, options: InvokeOptions): Promise<Invocation>;
  /**
   * Invokes what was invoked last, with the same input.
   * @returns nothing when nothing was invoked
   * @throws NotInvocable
   */
  repeatLast(): Promise<Invocation | undefined>;
  /** Starts an instance for the next call. What cannot start says so when it is called. */
  warm(deployment: Deployment): Promise<void>;
  stop(): Promise<void>;
}

export function createAccount(options: AccountOptions): Account {
  const { state, accountId = '12345678', faults, observer } = options;
  const random = createRandom(faults?.seed ?? 0);
  const secrets = createAccountSecrets(state.settings, (operation, name) => {
    if (faults && random() < faults.secrets) {
      throw secretFailure('op-failed', `fault: the ${operation} of ${name} failed`);
    }
  });
  const mask = createAccountMask(state.settings, secrets);
  const launcher = createLauncher({ ...options, accountId }, secrets, state.settings);
  const production = createProduction(launcher.launch);
  const invokeOnce = createInvoker(production, state.history, mask, observer);
  let last: (() => Promise<Invocation>) | undefined;

  const invoke: Account['invoke'] = async (deployment, input, invokeOptions) => {
    // A repeated call goes to what is in production then.
    last = () => invoke(production.latest(deployment), input, invokeOptions);
    const isTwice = faults !== undefined && random() < faults.duplicate;
    const invoking = invokeOnce(deployment, input, invokeOptions);
    // Delivery is at least once: the second one is nobody's to wait for.
    if (isTwice) void invokeOnce(deployment, input, invokeOptions).catch(() => {});
    try {
      return await invoking;
    } catch (error) {
      if (error instanceof NotInvocable) observer?.refused?.(deployment, error.message);
      throw error;
    }
  };

  return {
    ...production,
    get instances() {
      return production.instances;
    },
    id: accountId,
    state,
    secrets,
    mask,
    invoke,
    repeatLast: async () => last?.(),
    async warm(deployment) {
      await production
        .poolOf(deployment)
        ?.warm()
        .catch(() => {});
    },
    async stop() {
      await Promise.all([production.stop(), launcher.stop()]);
    },
  };
}

/** @returns runs a function once, and notes the run in the history */
function createInvoker(
  production: Production,
  history: History,
  mask: (text: string) => string,
  observer: AccountObserver = {},
): Account['invoke'] {
  return async (deployment, input, { trigger, cold: isCold = false, env, clockOffsetMs, observer: own }) => {
    const known = production.poolOf(deployment);
    const pool = known ?? production.createPool(deployment);
    const startedAt = Date.now();
    // What is not in production has no instances that could be reused.
    const isLone = isCold || env !== undefined || clockOffsetMs !== undefined || !known;
    const { run, cold } = await pool.run(input, own ?? observer.run?.(deployment), {
      isLone,
      env,
      clockOffsetMs,
    });
    const answer = answerOf(deployment, run);
    const record = recordOf({ deployment, trigger, startedAt, cold, input, run, answer, mask });
    await history.add(record);
    const invocation = { answer, run, record };
    observer.finished?.(deployment, invocation);
    return invocation;
  };
}
