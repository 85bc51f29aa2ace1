import type { Rule } from '../artifact.ts';
import { excerpt } from '../excerpt.ts';
import { endOfBanner } from './imports.ts';

const REMEDY =
  'word it differently: the vendor rewrites the file by regular expressions, in strings and comments too';

/** What the vendor's rewriting would find, wherever it stands. Code has the rule `imports`; this one is about text. */
const TRAPS: readonly { pattern: RegExp; what: string }[] = [
  { pattern: /require\s*\(\s*["'`][^"'`]*["'`]\s*\)/g, what: 'text that looks like a require' },
  { pattern: /import\s[^;"'`]*\sfrom\s*["'`]/g, what: 'text that looks like an import' },
  { pattern: /import\s+["'][^"']+["']/g, what: 'text that looks like an import' },
  { pattern: /\/\/ Rewire require/g, what: "the vendor's own start marker" },
  { pattern: /\/\/ This is an auto/g, what: "the vendor's own end marker" },
  { pattern: /\/\/[#@] sourceMappingURL/g, what: 'a link to a source map, which is never uploaded' },
];

export const vendorTextRule: Rule = {
  rule: 'vendor-text',
  file: 'index.js',
  check: ({ code, target }) => {
    const bannerEnd = endOfBanner(code, target);
    return TRAPS.flatMap(({ pattern, what }) =>
      [...code.matchAll(pattern)]
        .filter(({ index }) => index >= bannerEnd)
        .map(({ index }) => ({ found: `${what} ${excerpt(code, index)}`, remedy: REMEDY })),
    );
  },
};
