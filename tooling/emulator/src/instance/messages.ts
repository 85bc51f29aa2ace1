import type { FaultPlan } from '../faults/plan.ts';
import type { RunLimits } from '../limits/limits.ts';
import type { BrokenLimit } from '../limits/usage.ts';
import type { LogEntry, OutboundRequest, Run, RunError } from './run.ts';
import type { Target } from './workspace.ts';

/** What an instance is told before all else. */
export interface LoadMessage {
  type: 'load';
  /** The copy of the artifact. */
  file: string;
  /** Where the process works; a thread stays where it is. */
  folder: string;
  /** What `process.env` is to hold. A process that was waiting has none of it yet. */
  env: Record<string, string>;
  /** Whether stacks are mapped to the sources. */
  hasSourceMap: boolean;
  target: Target;
  /** Nothing: every host is allowed. V2 has no allowlist. */
  allowlist?: readonly string[];
  limits: Partial<RunLimits>;
  /** Whether reaching a limit has the consequences it has on the platform. */
  isEnforcing: boolean;
  faults?: FaultPlan;
  /** Whether logs and requests say where in the sources they were made. */
  positions: boolean;
}

/** What the folder `child` sends. */
export type Message =
  | { type: 'ready' }
  | { type: 'loadFailed'; error: RunError }
  | SecretMessage
  | { type: 'log'; id: number; entry: LogEntry }
  | { type: 'request'; id: number; request: OutboundRequest }
  | { type: 'peak'; id: number; limit: keyof RunLimits; used: number }
  | DoneMessage
  | { type: 'callback'; id: number; callbacks: number };

export interface SecretMessage {
  type: 'secret';
  id: number;
  operation: 'read' | 'update';
  name: string;
  value: unknown;
}

export interface DoneMessage extends Pick<Run, 'secretCalls' | 'callbacks' | 'durationMs'> {
  type: 'done';
  id: number;
  outcome: { json?: string; error?: Omit<RunError, 'stack'> & { stack?: string } };
  breaches: BrokenLimit[];
  rssBytes: number;
}
