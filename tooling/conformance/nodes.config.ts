import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import testbed from '@lp-functions/testbed/vitest';
import { defineConfig } from 'vitest/config';
import { MAJORS, nodeBinary } from './src/nodes.ts';

const FUNCTIONS = new URL('../../functions/', import.meta.url);
const packages = readdirSync(FUNCTIONS);

/** A function's end-to-end tests, with its artifacts on another Node.js than the one at hand, which `pnpm test` uses. */
const endToEnd = (major: number, name: string) => ({
  root: fileURLToPath(new URL(name, FUNCTIONS)),
  test: {
    ...testbed.test,
    name: `${name} on node ${major}`,
    include: ['test/e2e/**/*.test.ts'],
    // The variable below is read when a file is loaded.
    isolate: true,
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
      ...MAJORS.flatMap((major) => packages.map((name) => endToEnd(major, name))),
    ],
  },
});
