import base from '@lp-functions/testbed/vitest';
import { defineConfig } from 'vitest/config';

/** The demo runs all functions that were built: it comes again when one of them changes, or what it runs them in. */
export default defineConfig({
  test: {
    ...base.test,
    include: ['test/demo.test.ts'],
    reporters: ['default', ['json', { outputFile: 'reports/functions.json' }]],
  },
});
