import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ui } from '../ui/ui.ts';

/** Each secret as the console wants it: its name, and under it the value to paste. */
export const asText = (secrets: Record<string, unknown>): string =>
  Object.entries(secrets)
    .map(([name, value]) => `${name}\n${typeof value === 'string' ? value : JSON.stringify(value)}\n`)
    .join('\n');

/**
 * Lets a person copy the secrets from a file that only its owner can read, and removes it: nothing of them stays on
 * the screen, in a log or in the history of a shell.
 */
export async function copyOnce(ui: Ui, secrets: Record<string, unknown>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lp-connect-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const stop = () => void remove().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop).once('SIGHUP', stop);
  try {
    const path = join(folder, 'secrets.txt');
    await writeOwnerOnly(path, asText(secrets));
    ui.show('Create these secrets in the console', Object.keys(secrets).join('\n'));
    await ui.pause(`Their values are in ${path}, which is removed as soon as you press Enter`);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop);
    await remove();
  }
}

/** A new file that nobody else can read, not even for a moment. @throws when it exists */
export async function writeOwnerOnly(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}
