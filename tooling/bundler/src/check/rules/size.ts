import { CODE_LIMIT_CHARACTERS } from '../../target.ts';
import type { Rule } from '../artifact.ts';

export const sizeRule: Rule = {
  rule: 'size',
  file: 'index.js',
  check: ({ code }) =>
    code.length <= CODE_LIMIT_CHARACTERS
      ? []
      : [
          {
            found: `${code.length} characters; the platform takes ${CODE_LIMIT_CHARACTERS}`,
            remedy:
              'find what is large with the source map beside the file, then remove or replace that dependency',
          },
        ],
};
