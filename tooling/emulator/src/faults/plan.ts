/** What goes wrong on purpose. The same seed repeats what happened, as long as the calls are the same. */
export interface FaultPlan {
  seed: number;
  /** Share of the secret operations that fail, 0 to 1. */
  secrets: number;
  hosts: HostFault[];
  /** Before every request. */
  latencyMs: number;
  /** How long a `timeout` hangs. */
  timeoutMs: number;
  /** Share of the invocations that are delivered twice, 0 to 1. */
  duplicate: number;
}

export interface HostFault {
  /** A host name, or `*.` and the end of one. */
  host: string;
  kind: 'status' | 'reset' | 'timeout';
  /** With `status`. */
  status?: number;
  /** Share of the requests, 0 to 1. */
  share: number;
}
