import { importLines } from '../bundle/banner.ts';
import type { Target } from '../target.ts';

/** What says which foreign code is in the file. */
const LEGAL_COMMENT = /^\/\*! [^*]* \*\/$/;

/** Length of the first lines of the file, as far as they are what the platform's tools understand. */
export function endOfBanner(code: string, target: Target): number {
  const allowed = new Set(importLines(target));
  let end = 0;
  for (const line of code.split('\n')) {
    if (!allowed.has(line) && !LEGAL_COMMENT.test(line)) break;
    end += line.length + 1;
  }
  return end;
}
