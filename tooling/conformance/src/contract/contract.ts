import type { ContractCase } from './case.ts';
import { HTTP } from './http.ts';
import { INPUT } from './input.ts';
import { LOGS } from './logs.ts';
import { RESULTS } from './results.ts';
import { SECRETS } from './secrets.ts';

/**
 * What functions rely on. Every difference between the emulator and the vendor's runners stands with its case, and its
 * reason.
 */
export const CONTRACT: readonly ContractCase[] = [...INPUT, ...RESULTS, ...LOGS, ...SECRETS, ...HTTP];
