// JavaScript, because vitest leaves the import of a workspace package to Node, and Node 20 does not read TypeScript.
import { defineConfig } from 'vitest/config';

/** The vitest configuration of every package: no network unless a test opens loopback, and a JSON report to count. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: [new URL('./no-network.ts', import.meta.url).pathname],
    reporters: ['default', ['json', { outputFile: 'reports/vitest.json' }]],
    // What a test logs is of interest when it fails.
    silent: 'passed-only',
    // A thread for each file costs a fifth less than a process does.
    pool: 'threads',
    // No test file leaves anything behind: each in a world of its own would load everything it imports once more.
    isolate: false,
    // What runs at once in a file waits more than it works: for timeouts, pauses, other threads.
    maxConcurrency: 8,
    // Many tests start processes, which takes long on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
