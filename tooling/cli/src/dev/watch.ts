import { join, sep } from 'node:path';
import { watch as watchFiles } from 'chokidar';

/** Folders whose content never changes what a function is. */
const IGNORED = new Set(['node_modules', 'dist', 'test', 'reports', '.turbo', 'coverage']);

export interface Watcher {
  stop(): Promise<void>;
}

/**
 * Watches the sources of functions and packages.
 * @param onSave called for each sign of a change, with the absolute folder of the function package; with nothing
 * when it is a package that functions share
 */
export async function watchSources(
  root: string,
  onSave: (packageDir: string | undefined) => void,
): Promise<Watcher> {
  const functions = join(root, 'functions');
  const isIgnored = (path: string) =>
    path
      .slice(root.length)
      .split(sep)
      .some((part) => IGNORED.has(part));
  const note = (path: string) => {
    if (!isIgnored(path)) onSave(packageOf(path, functions));
  };
  const watcher = watchFiles([functions, join(root, 'packages')], {
    ignoreInitial: true,
    ignored: isIgnored,
  });
  // Not `change`: chokidar drops the changes of a file within 50 ms of the last one it told. A save is two of them, for
  // the file is emptied before it is written, and a busy machine can let more than a build's time pass in between.
  watcher.on('raw', (_, name, details) => {
    const { watchedPath } = details as { watchedPath: string };
    note(join(watchedPath, name ?? ''));
  });
  // What lies in a new folder before that is watched.
  watcher.on('add', note);
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  return { stop: () => watcher.close() };
}

function packageOf(path: string, functions: string): string | undefined {
  if (!path.startsWith(functions + sep)) return undefined;
  const [name] = path.slice(functions.length + 1).split(sep);
  return name === undefined ? undefined : join(functions, name);
}
