import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { type BuildFailure, build as buildOnce, type Plugin } from 'esbuild';
import type { Build } from './bundle/incremental.ts';
import { missingModules } from './bundle/missing.ts';
import { REPLACED } from './bundle/replaced.ts';
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
 * Loads a TypeScript module and all it imports, in this process, as an artifact would on V1: a CommonJS script, in which
 * packages find what they find there. esbuild makes one file of them, for Node of today's versions reads no TypeScript.
 * @param path absolute
 * @param root folder that places in messages are relative to
 * @param build one that remembers, for whoever loads the same again and again
 * @throws LoadError
 */
export async function loadModule(
  path: string,
  root: string,
  build: Build = buildOnce,
): Promise<Record<string, unknown>> {
  const { outputFiles } = await build({
    // A script of its own: one in TypeScript would be strict, and with it the packages that are not.
    stdin: {
      contents: `module.exports = require('./${basename(path)}');`,
      resolveDir: dirname(path),
      loader: 'js',
    },
    absWorkingDir: root,
    outfile: join(root, 'module.cjs'),
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    mainFields: ['main', 'module'],
    conditions: ['node'],
    target: 'node20',
    sourcemap: 'external',
    logLevel: 'silent',
    define: { ...REPLACED },
    plugins: [toolbelts, missingModules],
  }).catch((failure: BuildFailure) => {
    throw loadErrorOf(failure);
  });
  const textOf = (ending: string) => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'lp-definition-'));
  const file = join(folder, 'module.cjs');
  const require = createRequire(file);
  try {
    writeFileSync(file, textOf('.cjs'));
    return require(file);
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    const place = locate(stack, { file, map: textOf('.map') });
    throw new LoadError(String(error).replaceAll(file, relative(root, path)), place);
  } finally {
    // `lp dev` loads it again and again.
    delete require.cache[file];
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
