import { largestOf } from '../../bundle/carried.ts';
import { CODE_LIMIT_CHARACTERS } from '../../target.ts';
import type { Code, Rule } from '../artifact.ts';

/** What is large, but not too large, stands in the table of sizes at the end of a build. */
export const sizeRule: Rule<Code> = {
  rule: 'size',
  check: ({ code, carried = [] }) => {
    if (code.length <= CODE_LIMIT_CHARACTERS) return [];
    const largest = largestOf(carried) || 'nothing known';
    return [
      {
        found: `${code.length} characters; the platform takes ${CODE_LIMIT_CHARACTERS}. It carries ${largest}`,
        remedy: 'import less of what is large, or replace it',
      },
    ];
  },
};
