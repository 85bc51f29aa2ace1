import type { Instance, Run } from '@lp-functions/emulator';

/**
 * One run of an instance as if it were a deployment with these variables, so that one process serves many. They arrive
 * as headers, which functions do not read; what `startServices` loads into the process makes variables of them.
 */
export const runAsDeployment = (
  instance: Instance,
  env: Record<string, string | undefined>,
  payload: unknown,
): Promise<Run> =>
  instance.invokeInput({
    headers: Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }])),
    payload,
  });
