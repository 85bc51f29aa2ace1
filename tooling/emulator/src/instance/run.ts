export interface LogEntry {
  level: 'debug' | 'info' | 'warn' | 'error';
  message: string;
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

/** A failure as the platform sees it. */
export interface RunError {
  name: string;
  message: string;
  code: unknown;
  /** Anything but an Error is lost on its way to the caller. */
  isError: boolean;
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
  secretCalls: SecretCall[];
  /** How often the V1 callback was called; goes on counting after the run. */
  callbacks: number;
  durationMs: number;
}

const MAX_LOG_ENTRIES = 10;
const MAX_LOG_CHARS = 5_000;

/** At most 10 entries and 5,000 characters a run; beyond that a single error is kept. */
export function keepLogs(logs: readonly LogEntry[]): LogEntry[] {
  const chars = logs.reduce((sum, { message }) => sum + message.length, 0);
  if (logs.length <= MAX_LOG_ENTRIES && chars <= MAX_LOG_CHARS) return [...logs];
  return [{ level: 'error', message: `Log limit exceeded: ${logs.length} entries, ${chars} characters` }];
}
