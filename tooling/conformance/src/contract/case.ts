import type { Outcome } from '../outcome.ts';

/** A small function whose outcome in the emulator is compared with that in the vendor's own runner. */
export interface ContractCase {
  name: string;
  target: 'v1' | 'v2';
  /** Body of `lambda`: `input`, `Toolbelt`, `ORIGIN` of a server and, on V1, `callback` are there. */
  body: string;
  /** What the function is called with. @default no headers, an empty payload */
  input?: { headers?: unknown; payload?: unknown };
  /** In what they differ on purpose. @default in nothing */
  difference?: Difference;
}

export interface Difference {
  /** Parts of the outcomes. `'no report'`: the runner's process ended without one. */
  vendor: Partial<Outcome> | 'no report';
  emulator: Partial<Outcome>;
  reason: string;
}

export const entry = (level: string, message: unknown) => ({ level, message });
