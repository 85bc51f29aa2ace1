import { createHash } from 'node:crypto';
import type { Artifact, Target } from '../instance/workspace.ts';

/** A function as it was put into production. */
export interface Deployment {
  target: Target;
  /** The platform's name, e.g. `oauth1_post`. */
  name: string;
  /** The same from start to start: see `uuidOf`. */
  uuid: string;
  description: string;
  /** Nothing: no event calls it. */
  eventId?: string;
  environment: Record<string, string>;
  /** What runs, or why there is nothing that could. */
  artifact: Artifact | { problem: string };
}

/** An id that depends on the name alone, so that what refers to a function survives a restart. */
export function uuidOf(target: Target, name: string): string {
  const hex = createHash('sha256').update(`lp-functions/${target}/${name}`).digest('hex');
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
