import { fileURLToPath } from 'node:url';
import testbed from '@lp-functions/testbed/vitest';
import { defineConfig } from 'vitest/config';
import { MAJORS, nodeBinary } from './src/nodes.ts';

/** The testbed's end-to-end suite, with the artifacts on another Node.js than the one at hand, which `pnpm test` uses. */
const endToEnd = (major: number) => ({
  root: fileURLToPath(new URL('../testbed', import.meta.url)),
  test: {
    ...testbed.test,
    name: `node ${major}`,
    include: ['test/e2e/**/*.test.ts'],
    env: { LP_NODE: nodeBinary(major) },
  },
});

export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: 'reports/nodes.json' }]],
    // Most of the time goes by waiting for processes.
    maxWorkers: 3,
    projects: [
      { test: { name: 'every artifact', include: ['test/nodes/**/*.test.ts'], testTimeout: 60_000 } },
      ...MAJORS.map(endToEnd),
    ],
  },
});
