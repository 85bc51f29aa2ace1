import type { DeveloperCall, DeveloperReport, FaultPlan, LimitsMode } from '@lp-functions/emulator';
import type { Project } from '../project/project.ts';
import { findRunning } from '../project/running.ts';
import { UsageError } from '../usage-error.ts';

/** Somebody who calls functions: a running `lp dev`, or an account of this process's own. */
export interface Caller {
  call(call: DeveloperCall): Promise<DeveloperReport>;
  close(): Promise<void>;
}

export interface CallerOptions extends Project {
  packageDir: string;
  target: 'v1' | 'v2';
  limits?: LimitsMode;
  timeoutMs?: number;
  /** Port on which the run waits for a debugger. */
  inspectPort?: number;
  faults?: FaultPlan;
}

/** What a running one decides for itself cannot be asked for otherwise. */
export async function createCaller(options: CallerOptions): Promise<Caller> {
  const { root, profile, target, limits, timeoutMs, inspectPort, faults } = options;
  const isOwn = [limits, timeoutMs, inspectPort, faults].some((option) => option !== undefined);
  const running = isOwn ? undefined : findRunning(root);
  if (running && (profile === undefined || running.profile === profile)) return remoteCaller(running[target]);
  const { createLocalCaller } = await import('./local-caller.ts');
  return createLocalCaller(options);
}

function remoteCaller(url: string): Caller {
  return {
    async call(call) {
      const response = await fetch(`${url}/_lp/invoke`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(call),
      }).catch((error: Error) => {
        throw new UsageError(`lp dev does not answer at ${url}: ${error.message}`);
      });
      const body = await response.json();
      if (!response.ok) throw new UsageError((body as { message: string }).message);
      return body as DeveloperReport;
    },
    async close() {},
  };
}
