import { type Cloud, type FunctionV2, type Lambda, startCloudV1, startCloudV2 } from '@lp-functions/emulator';
import { onTestFinished } from 'vitest';
import { installLpfV2 } from '../../src/v2/lpf.ts';
import { installLpf, type Lpf, type Machine } from '../../src/vendor/lpf.ts';
import { createProject, type VendorFunction, type VendorProject } from '../../src/vendor/project.ts';

/** An empty account of V1, and the real `lpf` that is logged in to it; both end with the test. */
export async function account({ loggedIn = true } = {}): Promise<{ cloud: Cloud<Lambda>; lpf: Lpf }> {
  const cloud = await startCloudV1();
  onTestFinished(cloud.stop);
  const lpf = installLpf(cloud.url);
  onTestFinished(lpf.remove);
  if (loggedIn) await lpf.login();
  return { cloud, lpf };
}

/** An empty account of V2, and a machine that is logged in to it; both end with the test. */
export async function accountV2(): Promise<{ cloud: Cloud<FunctionV2>; lpf: Machine }> {
  const cloud = await startCloudV2();
  onTestFinished(cloud.stop);
  const lpf = installLpfV2(cloud.url);
  onTestFinished(lpf.remove);
  return { cloud, lpf };
}

/** A project that ends with the test. */
export function project(functions: readonly VendorFunction[]): VendorProject {
  const created = createProject(functions);
  onTestFinished(created.remove);
  return created;
}
