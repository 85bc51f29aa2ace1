import { join } from 'node:path';
import { open } from 'lmdb';
import { openStorage, type Storage } from '../context-store/storage.ts';
import type { Target } from '../instance/workspace.ts';
import { closeToOthers, openFolder } from './folder.ts';
import { createHistory, type History, type RunKey } from './history.ts';
import { openSettingsFile, type SettingsFile } from './settings-file.ts';

/** Anything of the account that is kept as JSON: functions that were uploaded, schedules. */
export interface Records {
  put(kind: string, target: Target, name: string, value: unknown): Promise<void>;
  remove(kind: string, target: Target, name: string): Promise<void>;
  list(kind: string, target: Target): unknown[];
}

/** What outlives the process: everything acknowledged is still there after a kill at any moment. */
export interface State {
  readonly folder: string;
  readonly settings: SettingsFile;
  readonly contexts: Storage;
  readonly history: History;
  readonly records: Records;
  close(): Promise<void>;
}

export interface StateOptions {
  /** Folder. @default a temporary one that ends with the state */
  path?: string;
  /** Milliseconds since the epoch. @default the system's */
  now?: () => number;
}

export function openState({ path, now = Date.now }: StateOptions = {}): State {
  const folder = openFolder(path);
  const dataPath = join(folder.path, 'data');
  const contextPath = join(folder.path, 'context');
  const runsPath = join(folder.path, 'runs');
  const root = open({ path: dataPath, encoding: 'string', compression: false, maxDbs: 1 });
  const contexts = openStorage(contextPath, now);
  // A kill loses none of it, for the system has what was written; a power failure may. To wait for the disk took two
  // thirds of a call that does nothing else.
  const runs = open<string, RunKey>({ path: runsPath, encoding: 'string', compression: false, noSync: true });
  for (const part of [dataPath, contextPath, runsPath]) closeToOthers(part);
  return {
    folder: folder.path,
    // The write lock of LMDB holds for all processes, and the system frees it when its owner is killed.
    settings: openSettingsFile(folder.path, (work) => root.transactionSync(work)),
    contexts,
    history: createHistory(runs),
    records: createRecords(root.openDB({ name: 'records', encoding: 'string' })),
    async close() {
      await Promise.all([root.close(), contexts.close(), runs.close()]);
      folder.discard();
    },
  };
}

function createRecords(database: import('lmdb').Database<string, string[]>): Records {
  return {
    async put(kind, target, name, value) {
      await database.put([kind, target, name], JSON.stringify(value));
    },
    async remove(kind, target, name) {
      await database.remove([kind, target, name]);
    },
    list: (kind, target) =>
      [...database.getRange({ start: [kind, target], end: [kind, target, '\uffff'] })].map(({ value }) =>
        JSON.parse(value),
      ),
  };
}
