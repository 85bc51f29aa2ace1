import { readFileSync } from 'node:fs';
import { EXIT, UsageError } from '../usage-error.ts';
import { withState } from './state.ts';

interface VendorSettings {
  secrets?: { key: string; value: unknown }[];
  whitelist?: string[];
}

/** `lp secret import`: what is in the file replaces what has the same name; all else stays. */
export async function importSettings(file: string): Promise<number> {
  const { secrets = [], whitelist = [] } = read(file);
  const isSound =
    Array.isArray(secrets) && Array.isArray(whitelist) && secrets.every(({ key }) => typeof key === 'string');
  if (!isSound)
    throw new UsageError(`${file} is no settings.json: { "secrets": [{ key, value }], "whitelist": [] }`);
  await withState(({ settings }) =>
    settings.change((mine) => {
      const names = new Set(secrets.map(({ key }) => key));
      mine.secrets = [...mine.secrets.filter(({ key }) => !names.has(key)), ...secrets];
      mine.whitelist = [...new Set([...mine.whitelist, ...whitelist])];
    }),
  );
  process.stderr.write(`${secrets.length} secrets and ${whitelist.length} hosts are imported\n`);
  return EXIT.fine;
}

function read(file: string): VendorSettings {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`);
  }
}
