import { CODE_LIMIT_CHARACTERS, CODE_WARNING_CHARACTERS } from '../../target.ts';
import type { Code, Finding, Rule } from '../artifact.ts';

/** So many of the largest things are named. */
const NAMED = 5;

export const sizeRule: Rule<Code> = {
  rule: 'size',
  check: ({ code, carried = [] }) => {
    const largest = carried
      .slice(0, NAMED)
      .map(({ name, characters }) => `${name} ${characters.toLocaleString('en-US')}`)
      .join(', ');
    const finding: Finding = {
      found: `${code.length} characters; the platform takes ${CODE_LIMIT_CHARACTERS}. It carries ${largest || 'nothing known'}`,
      remedy: 'import less of what is large, or replace it',
    };
    if (code.length > CODE_LIMIT_CHARACTERS) return [finding];
    return code.length > CODE_WARNING_CHARACTERS ? [{ ...finding, inOwn: 'warning' }] : [];
  },
};
