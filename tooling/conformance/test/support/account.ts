import { onTestFinished } from 'vitest';
import { type Cloud, startCloud } from '../../src/cloud/index.ts';
import { installLpf, type Lpf } from '../../src/vendor/lpf.ts';
import { createProject, type VendorFunction, type VendorProject } from '../../src/vendor/project.ts';

/** An empty account, and the real `lpf` that is logged in to it; both end with the test. */
export async function account({ loggedIn = true } = {}): Promise<{ cloud: Cloud; lpf: Lpf }> {
  const cloud = await startCloud();
  onTestFinished(cloud.stop);
  const lpf = installLpf(cloud.url);
  onTestFinished(lpf.remove);
  if (loggedIn) await lpf.login();
  return { cloud, lpf };
}

/** A project that ends with the test. */
export function project(functions: readonly VendorFunction[]): VendorProject {
  const created = createProject(functions);
  onTestFinished(created.remove);
  return created;
}
