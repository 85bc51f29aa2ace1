import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { delegate } from '../delegate.ts';
import { findRoot } from '../project/root.ts';
import { UsageError } from '../usage-error.ts';

export function addNew(program: Command): void {
  program
    .command('new <name>')
    .description('adds a function package that builds and passes its tests at once')
    .option('--event <id>', 'for an event of the platform, with typed payload and result')
    .action(async (name: string, { event }: { event?: string }) => {
      if (event !== undefined) await refuseUnknownEvent(event);
      const status = delegate('gen', ['run', 'function', '--args', name, event ?? 'none']);
      // It ends with 0 as well when it made nothing.
      process.exitCode = status === 0 && !existsSync(join(findRoot(), 'functions', name)) ? 1 : status;
    });
}

async function refuseUnknownEvent(id: string): Promise<void> {
  const { didYouMean, EVENTS } = await import('@lp-functions/emulator');
  const ids = EVENTS.map((event) => event.id);
  if (ids.includes(id)) return;
  throw new UsageError(`There is no event ${id}: ${didYouMean(id, ids)}`);
}
