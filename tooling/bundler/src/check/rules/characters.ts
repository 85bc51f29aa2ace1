import type { Code, Finding, Rule } from '../artifact.ts';
import { excerpt } from '../excerpt.ts';

const BYTE_ORDER_MARK = '\uFEFF';

export const charactersRule: Rule<Code> = {
  rule: 'characters',
  check: ({ code }) => {
    const findings: Finding[] = [];
    if (code.replace(BYTE_ORDER_MARK, '').startsWith('#!')) {
      findings.push({
        found: 'a hashbang in the first line',
        remedy: 'remove it from the sources: the vendor puts code before it, and then it is a syntax error',
      });
    }
    if (code.startsWith(BYTE_ORDER_MARK)) {
      findings.push({ found: 'a byte order mark', remedy: 'write the file as UTF-8 without one' });
    }
    const carriageReturn = code.indexOf('\r');
    if (carriageReturn >= 0) {
      findings.push({
        found: `a carriage return ${excerpt(code, carriageReturn)}`,
        remedy: 'end lines with a line feed only, as esbuild does',
      });
    }
    return findings;
  },
};
