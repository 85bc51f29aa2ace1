import type { FaultPlan } from '../faults/plan.ts';
import { createRandom } from '../faults/random.ts';
import type { Deployment } from '../functions/deployment.ts';
import { createPool, type Pool } from '../functions/pool.ts';
import { launchInstance } from '../instance/instance.ts';
import type { Inspect } from '../instance/process.ts';
import type { Run, RunObserver } from '../instance/run.ts';
import { secretFailure } from '../instance/secret-store.ts';
import type { Target } from '../instance/workspace.ts';
import type { LimitsMode, RunLimits } from '../limits/limits.ts';
import { type AccountSecrets, createAccountSecrets } from '../secrets/account-secrets.ts';
import { createMask } from '../secrets/mask.ts';
import type { RunRecord } from '../state/history.ts';
import type { Settings } from '../state/settings-file.ts';
import type { State } from '../state/state.ts';
import { type Answer, answerOf, recordOf } from './outcome.ts';

export interface AccountOptions {
  state: State;
  /** @default '12345678' */
  accountId?: string;
  /** @default 'enforce' */
  limitsMode?: LimitsMode;
  /** Other limits than the generation's. */
  runLimits?: Partial<RunLimits>;
  /** Share of one processor that each instance gets. @default as much as there is */
  cpuShare?: number;
  faults?: FaultPlan;
  /** Whether logs and requests say where in the sources they were made. @default false */
  positions?: boolean;
  /** Where a debugger attaches, to one instance at a time; runs then take as long as they want. */
  inspect?: Inspect;
  observer?: AccountObserver;
}

/** What somebody who watches the account hears. */
export interface AccountObserver {
  run?(deployment: Deployment): RunObserver;
  finished?(deployment: Deployment, invocation: Invocation): void;
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

/** Why a function cannot be called at all. */
export class NotInvocable extends Error {
  override name = 'NotInvocable';
}

/** One account of the platform, with functions of both generations. */
export interface Account {
  readonly id: string;
  readonly state: State;
  readonly secrets: AccountSecrets;
  /** Hides the secrets of the account. */
  mask(text: string): string;
  /** Puts a function into production; calls that are on end in the version they began in. */
  deploy(deployment: Deployment): void;
  undeploy(target: Target, name: string): void;
  /** By name. */
  deployed(target: Target): Deployment[];
  /** @throws NotInvocable when it could not be built */
  invoke(deployment: Deployment, input: unknown, options: InvokeOptions): Promise<Invocation>;
  /** Invokes what was invoked last, with the same input. */
  repeatLast(): Promise<void>;
  /** Starts an instance for the next call. What cannot start says so when it is called. */
  warm(deployment: Deployment): Promise<void>;
  /** Ends all instances; new calls get new ones. */
  restartInstances(): Promise<void>;
  readonly instances: number;
  stop(): Promise<void>;
}

const keyOf = (target: Target, name: string) => `${target}/${name}`;

export function createAccount(options: AccountOptions): Account {
  const { state, accountId = '12345678', faults, observer } = options;
  const random = createRandom(faults?.seed ?? 0);
  const secrets = createAccountSecrets(state.settings, (operation, name) => {
    if (faults && random() < faults.secrets) {
      throw secretFailure('op-failed', `fault: the ${operation} of ${name} failed`);
    }
  });
  /** Made anew only when the settings have changed. */
  let masking: { of: Settings; mask(text: string): string } | undefined;
  const mask = (text: string) => {
    const settings = state.settings.read();
    if (masking?.of !== settings) masking = { of: settings, mask: createMask(secrets.values()) };
    return masking.mask(text);
  };
  const deployments = new Map<string, { deployment: Deployment; pool: Pool }>();
  let launched = 0;
  let isInspected = false;
  let last: (() => Promise<unknown>) | undefined;
  /** A repeated call goes to what is in production now. */
  const latest = (deployment: Deployment) =>
    deployments.get(keyOf(deployment.target, deployment.name))?.deployment ?? deployment;

  const launch = async (deployment: Deployment, env: Record<string, string> = {}) => {
    const { artifact, name, target, environment } = deployment;
    if ('problem' in artifact) throw new NotInvocable(artifact.problem);
    launched += 1;
    const inspect = isInspected ? undefined : options.inspect;
    isInspected ||= inspect !== undefined;
    const instance = await launchInstance({
      function: name,
      target,
      artifact,
      accountId,
      env: { ...environment, ...env },
      secrets,
      allowlist: state.settings.read().whitelist,
      limitsMode: options.limitsMode,
      limits: { ...options.runLimits, ...(options.inspect && { durationMs: undefined }) },
      inspect,
      cpuShare: options.cpuShare,
      positions: options.positions,
      ...(faults && { faults: { ...faults, seed: faults.seed + launched } }),
    });
    if (inspect) {
      void instance.ended.then(() => {
        isInspected = false;
      });
    }
    return instance;
  };
  const poolOf = (deployment: Deployment) =>
    createPool({
      launch: (env) => launch(deployment, env),
      isConcurrent: deployment.target === 'v1',
    });

  const invokeOnce = async (
    deployment: Deployment,
    input: unknown,
    { trigger, cold: isCold = false, env, clockOffsetMs, observer: own }: InvokeOptions,
  ): Promise<Invocation> => {
    const known = deployments.get(keyOf(deployment.target, deployment.name));
    const pool = known?.pool ?? poolOf(deployment);
    const startedAt = Date.now();
    // What is not in production has no instances that could be reused.
    const isLone = isCold || env !== undefined || clockOffsetMs !== undefined || !known;
    const { run, cold } = await pool.run(input, own ?? observer?.run?.(deployment), {
      isLone,
      env,
      clockOffsetMs,
    });
    const answer = answerOf(deployment, run);
    const record = recordOf({ deployment, trigger, startedAt, cold, input, run, answer, mask });
    await state.history.add(record);
    const invocation = { answer, run, record };
    observer?.finished?.(deployment, invocation);
    return invocation;
  };

  const invoke: Account['invoke'] = async (deployment, input, invokeOptions) => {
    if ('problem' in deployment.artifact) throw new NotInvocable(deployment.artifact.problem);
    last = () => invoke(latest(deployment), input, invokeOptions);
    // Delivery is at least once: the second one is nobody's to wait for.
    if (faults && random() < faults.duplicate) void invokeOnce(deployment, input, invokeOptions);
    return invokeOnce(deployment, input, invokeOptions);
  };

  return {
    id: accountId,
    state,
    secrets,
    mask,
    deploy(deployment) {
      const key = keyOf(deployment.target, deployment.name);
      deployments.get(key)?.pool.retire();
      deployments.set(key, { deployment, pool: poolOf(deployment) });
    },
    undeploy(target, name) {
      deployments.get(keyOf(target, name))?.pool.retire();
      deployments.delete(keyOf(target, name));
    },
    deployed: (target) =>
      [...deployments.values()]
        .flatMap(({ deployment }) => (deployment.target === target ? deployment : []))
        .sort((a, b) => a.name.localeCompare(b.name)),
    invoke,
    async repeatLast() {
      await last?.().catch(() => {});
    },
    async warm({ target, name }) {
      await deployments
        .get(keyOf(target, name))
        ?.pool.warm()
        .catch(() => {});
    },
    async restartInstances() {
      await Promise.all(
        [...deployments.values()].map((entry) => {
          const { pool } = entry;
          entry.pool = poolOf(entry.deployment);
          return pool.stop();
        }),
      );
    },
    get instances() {
      return [...deployments.values()].reduce((sum, { pool }) => sum + pool.instances, 0);
    },
    async stop() {
      await Promise.all([...deployments.values()].map(({ pool }) => pool.stop()));
    },
  };
}
