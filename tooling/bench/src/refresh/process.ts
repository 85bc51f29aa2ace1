import type { Scenario } from './scenario.ts';
import { simulateShard } from './shard.ts';

/** What a child process is told. */
export interface ShardTask {
  scenario: Scenario;
  index: number;
  members: number[];
}

// What the function logs of failures is read from its errors.
console.error = () => {};
console.warn = () => {};

process.once('message', async ({ scenario, index, members }: ShardTask) => {
  const figures = await simulateShard(scenario, index, members);
  process.send?.(figures, () => process.exit());
});
