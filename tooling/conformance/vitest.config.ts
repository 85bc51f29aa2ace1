import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/nodes/**'],
    reporters: ['default', ['json', { outputFile: 'reports/vitest.json' }]],
    // Most of the time goes by waiting for the processes of the vendor's tools.
    maxWorkers: 3,
    restoreMocks: true,
    unstubEnvs: true,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
