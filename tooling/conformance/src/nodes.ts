import { fileURLToPath } from 'node:url';

/** Versions of Node.js that artifacts must run on, beside the one at hand. */
export const MAJORS = [22, 24] as const;

/** Path of the binary that the packages in the folder `nodes` carry, for Linux on x64 only. */
export function nodeBinary(major: number): string {
  return fileURLToPath(new URL(`../nodes/node_modules/node-${major}/bin/node`, import.meta.url));
}
