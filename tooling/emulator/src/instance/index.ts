export { type Instance, type LaunchOptions, launchInstance } from './instance.ts';
export type { LogEntry, OutboundRequest, Run, RunError, RunObserver, SecretCall } from './run.ts';
export {
  createSecretStore,
  type SecretOperation,
  type SecretStorage,
  type SecretStore,
  type StoredCall,
  secretFailure,
  slow,
} from './secret-store.ts';
export { type InstanceOptions, type LoneInstance, startInstance } from './start-instance.ts';
export type { Exit } from './supervisor.ts';
export type { Artifact, Target, Toolbelt } from './workspace.ts';
