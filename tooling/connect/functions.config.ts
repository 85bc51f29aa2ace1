import base from '@lp-functions/testbed/vitest';
import { defineConfig } from 'vitest/config';

/** Tests of `--check`, which runs two functions: only they come again when one of the two changes. */
export default defineConfig({
  test: {
    ...base.test,
    include: ['test/check.test.ts', 'test/command.test.ts', 'test/guides.test.ts'],
    reporters: ['default', ['json', { outputFile: 'reports/functions.json' }]],
  },
});
