import { closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OWNER_ONLY_FILE } from './folder.ts';

/** The vendor's form: what `lpf` reads for local runs can be used here, and the other way round. */
export interface Settings {
  secrets: { key: string; value: unknown }[];
  /** Hosts that functions of V1 may reach: a name, or `*.` and a name. */
  whitelist: string[];
}

/** Servers of the developer's own machine are allowed from the beginning. */
const INITIAL: Settings = { secrets: [], whitelist: ['127.0.0.1', 'localhost'] };

export interface SettingsFile {
  readonly path: string;
  /**
   * What the file says now; other processes and people may have changed it. The same object as long as nobody
   * has.
   * @throws when it is no settings file
   */
  read(): Settings;
  /** Changes it so that a reader sees the old text or the new one, and that the new one survives a kill. */
  change<Result>(by: (settings: Settings) => Result): Result;
}

/** @param exclusively runs work while no other process changes the state */
export function openSettingsFile(
  folder: string,
  exclusively: <Result>(work: () => Result) => Result,
): SettingsFile {
  const path = join(folder, 'settings.json');
  let known: { stamp: string; settings: Settings } | undefined;
  const read = (): Settings => {
    const stamp = stampOf(path);
    if (stamp === undefined) return INITIAL;
    if (known?.stamp !== stamp) known = { stamp, settings: parse(readFileSync(path, 'utf8'), path) };
    return known.settings;
  };
  return {
    path,
    read,
    change: (by) =>
      exclusively(() => {
        const settings = structuredClone(read());
        const result = by(settings);
        replaceFile(path, `${JSON.stringify(settings, null, 2)}\n`);
        known = undefined;
        return result;
      }),
  };
}

/** Different for any two contents in practice; nothing when there is no file. */
function stampOf(path: string): string | undefined {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat && `${stat.ino}:${stat.mtimeNs}:${stat.size}`;
}

function parse(text: string, path: string): Settings {
  let value: Partial<Settings>;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} is no JSON: ${(error as Error).message}`);
  }
  const { secrets = [], whitelist = [] } = value ?? {};
  if (!Array.isArray(secrets) || secrets.some((secret) => typeof secret?.key !== 'string')) {
    throw new Error(`${path}: "secrets" must be a list of { "key": text, "value": any }`);
  }
  if (!Array.isArray(whitelist) || whitelist.some((host) => typeof host !== 'string')) {
    throw new Error(`${path}: "whitelist" must be a list of host names`);
  }
  return { secrets, whitelist };
}

/**
 * Writes beside the file, makes sure the disk has it, and puts it in the file's place. One writer at a time.
 */
function replaceFile(path: string, text: string): void {
  const temporary = `${path}.tmp`;
  const file = openSync(temporary, 'w', OWNER_ONLY_FILE);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

function syncFolder(folder: string): void {
  // Windows cannot open folders, and keeps the order of renames by itself.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
