import { defineConfig } from 'vitest/config';

/** Tests that install and build copies of the repository: for the gate, too slow for `pnpm test`. */
export default defineConfig({
  test: {
    include: ['*.test.ts'],
    reporters: ['default', ['json', { outputFile: '../reports/scratch.json' }]],
    // A build on a busy machine takes its time.
    testTimeout: 600_000,
    hookTimeout: 60_000,
    // Each test starts from what the one before it left.
    bail: 1,
  },
});
