import { join, sep } from 'node:path';
import { watch as watchFiles } from 'chokidar';

/** Folders whose content never changes what a function is. */
const IGNORED = new Set(['node_modules', 'dist', 'test', 'reports', '.turbo', 'coverage']);
/** An editor writes several files, or one in several steps. */
const SETTLE_MS = 15;

export interface Changes {
  /**
   * Absolute folders of the function packages that have to be built again; `all` when a shared package
   * changed.
   */
  packages: Set<string> | 'all';
}

export interface Watcher {
  stop(): Promise<void>;
}

/** Watches the sources of functions and packages. @param onChange called once for what is saved together */
export async function watchSources(root: string, onChange: (changes: Changes) => void): Promise<Watcher> {
  const functions = join(root, 'functions');
  let pending: Changes | undefined;
  let timer: NodeJS.Timeout | undefined;
  const note = (path: string) => {
    const packageDir = packageOf(path, functions);
    if (packageDir === undefined || pending?.packages === 'all') pending = { packages: 'all' };
    else pending = { packages: new Set([...(pending?.packages ?? []), packageDir]) };
    clearTimeout(timer);
    timer = setTimeout(() => {
      const changes = pending;
      pending = undefined;
      if (changes) onChange(changes);
    }, SETTLE_MS);
  };
  const watcher = watchFiles([functions, join(root, 'packages')], {
    ignoreInitial: true,
    ignored: (path) =>
      path
        .slice(root.length)
        .split(sep)
        .some((part) => IGNORED.has(part)),
  });
  watcher.on('add', note).on('change', note).on('unlink', note);
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  return {
    async stop() {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}

function packageOf(path: string, functions: string): string | undefined {
  if (!path.startsWith(functions + sep)) return undefined;
  const [name] = path.slice(functions.length + 1).split(sep);
  return name === undefined ? undefined : join(functions, name);
}
