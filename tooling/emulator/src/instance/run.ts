import type { BrokenLimit, Usage } from '../limits/usage.ts';

export interface LogEntry {
  level: 'debug' | 'info' | 'warn' | 'error';
  message: string;
  /** `path:line:column` in the sources, when the instance was started with `positions`. */
  position?: string;
}

/** A call of the toolbelt's secret client during a run. */
export interface SecretCall {
  operation: 'read' | 'update';
  name: string;
  /** V2 only. */
  useCache?: boolean;
  /** Served from the cache of the V2 instance. */
  cached?: boolean;
}

/** A request that left the function, or that something of the platform answered in the place of the host. */
export interface OutboundRequest {
  method: string;
  url: string;
  /** Values of headers that may be credentials are left out. */
  headers: Record<string, string>;
  status?: number;
  /** Code of the failure, when there was no answer. */
  error?: string;
  /** Milliseconds since the epoch. */
  startedAt: number;
  durationMs: number;
  /** Why it never left. */
  refusedBy?: 'allowlist' | 'requestsPerSecond' | 'fault';
  position?: string;
}

/** A failure as the platform sees it. */
export interface RunError {
  name: string;
  message: string;
  code: unknown;
  /** Anything but an Error is lost on its way to the caller. */
  isError: boolean;
  /** Whether the platform ended the run, or it took the process with it. */
  isByPlatform?: boolean;
  stack: string | undefined;
  /** The code the platform reports with the message. */
  handlerCode: string;
}

/** What one invocation came to. */
export interface Run {
  /** What the caller receives; JSON has been applied. */
  result: unknown;
  error: RunError | undefined;
  /** Everything the function logged. */
  logs: LogEntry[];
  /** What the platform keeps of it: all, or a single error when the budget was exceeded. */
  keptLogs: LogEntry[];
  requests: OutboundRequest[];
  secretCalls: SecretCall[];
  /** How often the V1 callback was called; goes on counting after the run. */
  callbacks: number;
  durationMs: number;
  usage: Usage;
  /** Limits that were reached, enforced or not. */
  broken: BrokenLimit[];
}

/** What somebody who watches an instance hears while a run is on. */
export interface RunObserver {
  log?(entry: LogEntry): void;
  request?(request: OutboundRequest): void;
}
