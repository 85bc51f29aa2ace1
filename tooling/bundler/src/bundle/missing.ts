import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild';
import { isForeign } from './origin.ts';

const NAMESPACE = 'missing';

/** Kinds of imports whose failure a package may handle: `try { require('x') } catch {}`. */
const KINDS: readonly string[] = ['require-call', 'dynamic-import'];

export const mayFail = ({ importer, kind }: OnResolveArgs): boolean =>
  isForeign(importer) && KINDS.includes(kind);

/** Marks the plugin's own question to esbuild, which must not come back to the plugin. */
const ASKED = Symbol('asked');

/** What an installed package may do without, and what is native code, fails where it is asked for, as in Node. */
export const missingModules: Plugin = {
  name: 'missing-modules',
  setup(build) {
    build.onResolve({ filter: /.*/ }, (args) => resolve(args, build));
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
      contents: `throw Object.assign(new Error(${JSON.stringify(`Cannot find module '${path}'`)}), { code: 'MODULE_NOT_FOUND' });`,
      loader: 'js',
    }));
  },
};

async function resolve(args: OnResolveArgs, build: PluginBuild): Promise<OnResolveResult | undefined> {
  const { path, kind, importer, resolveDir, pluginData } = args;
  if (pluginData === ASKED || !mayFail(args)) return undefined;
  const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: ASKED });
  const isMissing = found.errors.length > 0 || found.path.endsWith('.node');
  return isMissing ? { path, namespace: NAMESPACE } : undefined;
}
