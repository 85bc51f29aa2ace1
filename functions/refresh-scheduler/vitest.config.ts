import base from '@lp-functions/testbed/vitest';
import { defineConfig, mergeConfig } from 'vitest/config';

export default mergeConfig(
  base,
  defineConfig({
    test: {
      // Most of the time goes by waiting: for a token to be dead for certain, for the 15 requests a second of V1.
      maxWorkers: 3,
    },
  }),
);
