import type { FaultPlan } from '../faults/plan.ts';
import { launchInstance } from '../instance/instance.ts';
import type { Inspect } from '../instance/process.ts';
import type { SecretStorage } from '../instance/secret-store.ts';
import { createStandby } from '../instance/standby.ts';
import type { LimitsMode, RunLimits } from '../limits/limits.ts';
import type { SettingsFile } from '../state/settings-file.ts';
import { createInspectPort } from './inspect-port.ts';
import type { LaunchDeployment } from './production.ts';

/** Why a function cannot be called at all. */
export class NotInvocable extends Error {
  override name = 'NotInvocable';
}

/** How instances are started. */
export interface LauncherOptions {
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
  /** Whether a process waits for the next instance, so that it starts sooner. @default false */
  standsBy?: boolean;
}

export interface Launcher {
  /** @throws NotInvocable when the function could not be built, or its code cannot be loaded */
  launch: LaunchDeployment;
  stop(): Promise<void>;
}

export function createLauncher(
  options: LauncherOptions,
  secrets: SecretStorage,
  settings: SettingsFile,
): Launcher {
  const { accountId, limitsMode, cpuShare, positions, faults, inspect } = options;
  // A debugger may take its time.
  const limits = { ...options.runLimits, ...(inspect && { durationMs: undefined }) };
  const standby = options.standsBy ? createStandby() : undefined;
  const port = createInspectPort(inspect);
  let launched = 0;
  let isStopped = false;
  return {
    async launch({ artifact, name, target, environment }, env = {}) {
      // Nobody would end it.
      if (isStopped) throw new NotInvocable('the account has ended');
      if ('problem' in artifact) throw new NotInvocable(artifact.problem);
      launched += 1;
      const seed = (faults?.seed ?? 0) + launched;
      const launching = port.share((attached) =>
        launchInstance({
          function: name,
          target,
          artifact,
          accountId,
          env: { ...environment, ...env },
          secrets,
          allowlist: settings.read().whitelist,
          limitsMode,
          limits,
          ...(attached && { inspect: attached }),
          cpuShare,
          positions,
          standby,
          ...(faults && { faults: { ...faults, seed } }),
        }),
      );
      return launching.catch((error: Error) => {
        throw new NotInvocable(error.message, { cause: error });
      });
    },
    async stop() {
      isStopped = true;
      await standby?.stop();
    },
  };
}
