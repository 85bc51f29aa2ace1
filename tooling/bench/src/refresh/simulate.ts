import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { shardOf } from '@lp-functions/auth';
import { type Figures, sum } from './figures.ts';
import type { ShardTask } from './process.ts';
import { nameOf, type Scenario } from './scenario.ts';

const PROCESS = fileURLToPath(new URL('./process.ts', import.meta.url));

/** Lives through a scenario, a process for each shard, as many at a time as there are processors. */
export async function simulate(
  scenario: Scenario,
  onShard: (done: number) => void = () => {},
): Promise<Figures> {
  const tasks = tasksOf(scenario);
  const figures: Figures[] = [];
  const left = tasks.values();
  const workOff = async () => {
    for (const task of left) {
      figures.push(await inProcess(task));
      onShard(figures.length);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, workOff));
  return sum(figures);
}

function tasksOf(scenario: Scenario): ShardTask[] {
  const members = new Map<number, number[]>();
  for (let connection = 0; connection < scenario.connections; connection++) {
    const shard = shardOf(nameOf(connection), scenario.shards);
    const others = members.get(shard);
    if (others) others.push(connection);
    else members.set(shard, [connection]);
  }
  return [...members].map(([index, its]) => ({ scenario, index, members: its }));
}

async function inProcess(task: ShardTask): Promise<Figures> {
  const child = fork(PROCESS, [], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.send(task);
  const answered = once(child, 'message').then(([figures]) => figures as Figures);
  const failed = once(child, 'exit').then(([code]) =>
    Promise.reject(new Error(`a shard's process ended with ${code}`)),
  );
  return Promise.race([answered, failed]);
}
