import { type Instance, type LaunchOptions, launchInstance } from './instance.ts';
import { createSecretStore, type SecretStore } from './secret-store.ts';

export interface InstanceOptions extends Omit<LaunchOptions, 'secrets'> {
  /** Values, or a store that outlives the instance. @default none */
  secrets?: Record<string, unknown> | SecretStore;
}

/** An instance by itself, outside of an account, as tests want it. */
export interface LoneInstance extends Instance {
  readonly secrets: SecretStore;
}

/** Starts an instance with a secret storage in memory. @throws with the reason when it cannot be loaded */
export async function startInstance(options: InstanceOptions): Promise<LoneInstance> {
  const secrets = isStore(options.secrets) ? options.secrets : createSecretStore(options.secrets);
  return Object.assign(await launchInstance({ ...options, secrets }), { secrets });
}

function isStore(secrets: InstanceOptions['secrets']): secrets is SecretStore {
  return secrets?.values instanceof Map;
}
