export { ACCOUNT, type Cloud, type CloudRequest } from './cloud/server.ts';
export { type Lambda, startCloudV1 } from './cloud/v1.ts';
export { type FunctionV2, startCloudV2 } from './cloud/v2.ts';
export {
  type ContextStoreProcess,
  type ContextStoreServer,
  type ContextStoreServerOptions,
  type Fault as ContextStoreFault,
  startContextStore,
  startContextStoreProcess,
} from './context-store/index.ts';
export {
  type Answer,
  type LoopbackServer,
  listen,
  type RecordedRequest,
  record,
  send,
  startServer,
} from './http/loopback.ts';
export {
  createSecretStore,
  type Exit,
  type InstanceOptions,
  type LogEntry,
  type LoneInstance as Instance,
  type Run,
  type RunError,
  type SecretCall,
  type SecretOperation,
  type SecretStore,
  type StoredCall,
  secretFailure,
  slow,
  startInstance,
  type Target,
  type Toolbelt,
} from './instance/index.ts';
