import { createAccount, NotInvocable, openState, reportOf } from '@lp-functions/emulator';
import { buildCached } from '../project/build-cache.ts';
import { stateFolder } from '../project/root.ts';
import { UsageError } from '../usage-error.ts';
import type { Caller, CallerOptions } from './caller.ts';

/** Builds the function and calls it in an account of this process, over the same state as `lp dev`. */
export async function createLocalCaller(options: CallerOptions): Promise<Caller> {
  const { root, packageDir, target, limits, timeoutMs, inspectPort, faults } = options;
  const { functions, problem } = await buildCached(options, packageDir, target);
  if (problem !== undefined) throw new UsageError(problem);
  const state = openState({ path: stateFolder(root) });
  const account = createAccount({
    state,
    limitsMode: limits,
    runLimits: timeoutMs === undefined ? {} : { durationMs: timeoutMs },
    ...(inspectPort !== undefined && { inspect: { port: inspectPort, waits: true } }),
    faults,
    positions: true,
  });
  for (const { deployment } of functions) account.deploy(deployment);
  return {
    async call({ function: name, payload, headers = [], trigger = 'person', ...how }) {
      const deployment = account.deployed(target).find((candidate) => candidate.name === name);
      if (!deployment)
        throw new UsageError(`${name} is not built for ${target}: see "targets" in its deploy.json`);
      try {
        const invocation = await account.invoke(deployment, { headers, payload }, { trigger, ...how });
        return reportOf(invocation, account.mask);
      } catch (error) {
        if (!(error instanceof NotInvocable)) throw error;
        throw new UsageError(error.message);
      }
    },
    async close() {
      await account.stop();
      await state.close();
    },
  };
}
