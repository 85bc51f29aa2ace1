import base from '@lp-functions/testbed/vitest';
import { defineConfig } from 'vitest/config';
import functions from './functions.config.ts';

export default defineConfig({
  test: {
    ...base.test,
    exclude: functions.test?.include,
    // What is not in this task's key in the cache is not to be had.
    alias: [{ find: /^@lp-functions\/(client-credentials|oauth1-post)$/, replacement: '/not-in-the-key' }],
  },
});
