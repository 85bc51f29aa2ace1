import type { Deployment } from '../functions/deployment.ts';
import { createPool, type Pool } from '../functions/pool.ts';
import type { Instance } from '../instance/instance.ts';
import type { Target } from '../instance/workspace.ts';

/** The functions that can be called, each with the instances of its version. */
export interface Production {
  /** Puts a function into production; calls that are on end in the version they began in. */
  deploy(deployment: Deployment): void;
  undeploy(target: Target, name: string): void;
  /** By name. */
  deployed(target: Target): Deployment[];
  /** What is in production in the place of this one. */
  latest(deployment: Deployment): Deployment;
  /** @returns nothing when it is not in production */
  poolOf(deployment: Deployment): Pool | undefined;
  /** Instances for a function that is not in production. */
  createPool(deployment: Deployment): Pool;
  /** Ends all instances; new calls get new ones. */
  restartInstances(): Promise<void>;
  readonly instances: number;
  stop(): Promise<void>;
}

export type LaunchDeployment = (deployment: Deployment, env?: Record<string, string>) => Promise<Instance>;

export function createProduction(launch: LaunchDeployment): Production {
  const versions = new Map<string, { deployment: Deployment; pool: Pool }>();
  const keyOf = ({ target, name }: Pick<Deployment, 'target' | 'name'>) => `${target}/${name}`;
  const poolFor = (deployment: Deployment) =>
    createPool({
      launch: (env) => launch(deployment, env),
      isConcurrent: deployment.target === 'v1',
    });
  return {
    deploy(deployment) {
      const key = keyOf(deployment);
      versions.get(key)?.pool.retire();
      versions.set(key, { deployment, pool: poolFor(deployment) });
    },
    undeploy(target, name) {
      const key = keyOf({ target, name });
      versions.get(key)?.pool.retire();
      versions.delete(key);
    },
    deployed: (target) =>
      [...versions.values()]
        .flatMap(({ deployment }) => (deployment.target === target ? deployment : []))
        .sort((a, b) => a.name.localeCompare(b.name)),
    latest: (deployment) => versions.get(keyOf(deployment))?.deployment ?? deployment,
    poolOf: (deployment) => versions.get(keyOf(deployment))?.pool,
    createPool: poolFor,
    async restartInstances() {
      const old = [...versions.values()].map(({ pool }) => pool);
      for (const version of versions.values()) version.pool = poolFor(version.deployment);
      await Promise.all(old.map((pool) => pool.stop()));
    },
    get instances() {
      return [...versions.values()].reduce((sum, { pool }) => sum + pool.instances, 0);
    },
    async stop() {
      await Promise.all([...versions.values()].map(({ pool }) => pool.stop()));
    },
  };
}
