export { type Exit, type Instance, type InstanceOptions, startInstance } from './instance.ts';
export type { LogEntry, Run, RunError, SecretCall } from './run.ts';
export {
  createSecretStore,
  type SecretOperation,
  type SecretStore,
  type StoredCall,
  secretFailure,
  slow,
} from './secret-store.ts';
export type { Target, Toolbelt } from './workspace.ts';
