export {
  type Account,
  type AccountObserver,
  createAccount,
  type Invocation,
} from './account/account.ts';
export { NotInvocable } from './account/launcher.ts';
export type { Answer as FunctionAnswer } from './account/outcome.ts';
export { ACCOUNT, type Cloud, type CloudRequest, startCloudV1, startCloudV2 } from './cloud.ts';
export {
  type ContextStoreProcess,
  type ContextStoreServer,
  type ContextStoreServerOptions,
  type Fault as ContextStoreFault,
  startContextStore,
  startContextStoreProcess,
} from './context-store/index.ts';
export { type DeveloperCall, type DeveloperReport, reportOf } from './doors/developer.ts';
export { type Emulator, type EmulatorOptions, startEmulator } from './emulator.ts';
export { EVENTS, eventOf, type PlatformEvent } from './events/catalog.ts';
export { checkResult } from './events/check-result.ts';
export type { FaultPlan, HostFault } from './faults/plan.ts';
export { type Deployment, uuidOf } from './functions/deployment.ts';
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
  type Artifact,
  createSecretStore,
  type Exit,
  type InstanceOptions,
  type LogEntry,
  type LoneInstance as Instance,
  type OutboundRequest,
  type Run,
  type RunError,
  type RunObserver,
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
export { LIMITS, type Limits, type LimitsMode, type RunLimits } from './limits/limits.ts';
export type { BrokenLimit, Usage } from './limits/usage.ts';
export type { Lambda } from './management/v1.ts';
export type { FunctionV2 } from './management/v2.ts';
export { didYouMean } from './names/nearest.ts';
export { faultOfCron, nextTimes } from './schedules/cron.ts';
export { type NewSchedule, type Schedule, ScheduleRefused, type Scheduler } from './schedules/scheduler.ts';
export type { RunRecord } from './state/history.ts';
export { openState, type State } from './state/state.ts';
