import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildFailure, build, type Plugin } from 'esbuild';
import { locate } from './locate.ts';
import { TOOLBELTS } from './target.ts';

/** A module that could not be loaded: what went wrong, and where in the sources, as far as that is known. */
export class LoadError extends Error {
  override name = 'LoadError';
  /** e.g. `functions/greet/src/index.ts:3:1` */
  readonly place: string | undefined;

  constructor(message: string, place: string | undefined) {
    super(message);
    this.place = place;
  }
}

/** Whoever imports a toolbelt gets one in which nothing is called yet. */
const toolbelts: Plugin = {
  name: 'toolbelts',
  setup(bundling) {
    const filter = new RegExp(`^(${Object.values(TOOLBELTS).join('|')})$`);
    bundling.onResolve({ filter }, ({ path }) => ({ path, namespace: 'toolbelt' }));
    bundling.onLoad({ filter: /.*/, namespace: 'toolbelt' }, () => ({
      contents: 'exports.Toolbelt = new Proxy({}, { get: () => () => ({}) });',
    }));
  },
};

/**
 * Imports a TypeScript module and all it imports, in this process. esbuild makes one file of them, for Node of today's
 * versions reads no TypeScript.
 * @param path absolute
 * @param root folder that places in messages are relative to
 * @throws LoadError
 */
export async function loadModule(path: string, root: string): Promise<Record<string, unknown>> {
  const { outputFiles } = await build({
    entryPoints: [path],
    absWorkingDir: root,
    outfile: join(root, 'module.mjs'),
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    mainFields: ['main', 'module'],
    conditions: ['node'],
    target: 'node20',
    sourcemap: 'external',
    logLevel: 'silent',
    // Packages that are CommonJS ask for Node's modules with require, which an ES module has not.
    banner: {
      js: `import { createRequire as lpCreateRequire } from 'node:module'; const require = lpCreateRequire(${JSON.stringify(pathToFileURL(path).href)});`,
    },
    plugins: [toolbelts],
  }).catch((failure: BuildFailure) => {
    throw loadErrorOf(failure);
  });
  const textOf = (ending: string) => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'lp-definition-'));
  const file = join(folder, 'module.mjs');
  try {
    writeFileSync(file, textOf('.mjs'));
    return await import(pathToFileURL(file).href);
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    const place = locate(stack, { file, map: textOf('.map') });
    throw new LoadError(String(error).replaceAll(file, relative(root, path)), place);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function loadErrorOf(failure: BuildFailure): Error {
  const [first] = failure.errors ?? [];
  if (first === undefined) return failure;
  const { text, location } = first;
  return new LoadError(
    text,
    location ? `${location.file}:${location.line}:${location.column + 1}` : undefined,
  );
}
