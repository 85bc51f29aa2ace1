import { spawnSync } from 'node:child_process';

/**
 * Runs scripts in child processes, one after another and round by round, so that a busy moment of the machine hits
 * all alike. Each script prints one line of JSON, an object of numbers.
 * @param scripts name -> path of a script, and its arguments
 * @returns name -> measure -> all values, in the order taken
 */
export function measureChildren(
  scripts: Record<string, string | readonly string[]>,
  { rounds = 21, nodeOptions = [] as string[] } = {},
): Record<string, Record<string, number[]>> {
  const results: Record<string, Record<string, number[]>> = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, script] of Object.entries(scripts)) {
      const child = spawnSync(process.execPath, [...nodeOptions, ...[script].flat()], { encoding: 'utf8' });
      if (child.status !== 0) throw new Error(`${name} failed:\n${child.stderr}`);
      const measures: Record<string, number> = JSON.parse(child.stdout);
      results[name] ??= {};
      for (const [measure, value] of Object.entries(measures)) {
        results[name][measure] ??= [];
        results[name][measure].push(value);
      }
    }
  }
  return results;
}

/** The middle value; a mean would follow the one process that had to wait for the disk. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
