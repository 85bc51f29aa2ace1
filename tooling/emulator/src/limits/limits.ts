import type { Target } from '../instance/workspace.ts';

/** What reaching a limit does. `warn` reports it and lets it pass, `off` does not even look. */
export type LimitsMode = 'enforce' | 'warn' | 'off';

/** Limits of one run or one instance. */
export interface RunLimits {
  /** Then the instance is killed. */
  durationMs: number;
  /** Of the whole process. */
  memoryMb: number;
  /** Of a function, through the proxy of V1. */
  requestsPerSecond?: number;
  /** Of an instance of V2. */
  connectionsPerSecond?: number;
  connectionsPerMinute?: number;
  logEntries: number;
  logChars: number;
  /** V2 counts the value as JSON. */
  secretChars: number;
}

/** Limits of a function and of the account it belongs to. */
export interface AccountLimits {
  codeChars: number;
  nameChars: number;
  descriptionChars: number;
  /** Of the environment; V1 documents no number. */
  variables?: number;
  variableNameChars: number;
  variableValueChars: number;
  schedules: number;
  /** Of one schedule. */
  scheduleRunsPerMinute: number;
  /** Of the JSON. */
  schedulePayloadChars: number;
  functions?: number;
}

export interface Limits {
  run: RunLimits;
  account: AccountLimits;
}

const BOTH_RUN = { durationMs: 30_000, memoryMb: 256, logEntries: 10, logChars: 5_000 };
const BOTH_ACCOUNT = {
  codeChars: 100_000,
  nameChars: 50,
  descriptionChars: 200,
  variableNameChars: 200,
  scheduleRunsPerMinute: 1,
};

/**
 * The documented limits of both generations.
 * Source: developers.liveperson.com, "LivePerson Functions: limitations", of V1 and of V2
 */
export const LIMITS: Record<Target, Limits> = {
  v1: {
    run: { ...BOTH_RUN, requestsPerSecond: 20, secretChars: 10_000 },
    account: { ...BOTH_ACCOUNT, variableValueChars: 200, schedules: 10, schedulePayloadChars: 8_000 },
  },
  v2: {
    run: { ...BOTH_RUN, connectionsPerSecond: 700, connectionsPerMinute: 5_000, secretChars: 16_384 },
    account: {
      ...BOTH_ACCOUNT,
      variables: 512,
      variableValueChars: 1_024,
      schedules: 50,
      schedulePayloadChars: 15_000,
      functions: 50,
    },
  },
};
