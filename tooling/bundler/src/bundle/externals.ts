import type { OnResolveArgs, OnResolveResult, PartialMessage, Plugin } from 'esbuild';
import { type Target, TOOLBELTS } from '../target.ts';
import { identifierOf } from './banner.ts';
import { builtinOf, restrictionOf } from './builtins.ts';
import { mayFail } from './missing.ts';
import { isForeign } from './origin.ts';

/** esbuild's namespace of the modules that the banner imports. */
export const EXTERNAL_NAMESPACE = 'platform';

/**
 * Resolves what the platform provides to the identifiers of the banner, and refuses what is not there. The bundle
 * itself must not import anything: the vendor's tools rewrite import lines by regular expressions.
 */
export function platformExternals(target: Target): Plugin {
  return {
    name: 'platform-externals',
    setup(build) {
      build.onResolve({ filter: /.*/ }, (args) => resolve(args, target));
      build.onLoad({ filter: /.*/, namespace: EXTERNAL_NAMESPACE }, ({ path }) => ({
        contents: path.startsWith('node:')
          ? `module.exports = ${identifierOf(path)};`
          : // Another name than the banner's, which the bundle could not refer to otherwise.
            'const toolbelt = Toolbelt; export { toolbelt as Toolbelt };',
        loader: 'js',
      }));
    },
  };
}

function resolve(args: OnResolveArgs, target: Target): OnResolveResult | undefined {
  const { path, kind } = args;
  if (kind === 'entry-point') return undefined;
  if (path === TOOLBELTS[target]) return external(path);
  if (Object.values(TOOLBELTS).includes(path)) return { errors: [foreignToolbelt(path, target)] };
  const builtin = builtinOf(path);
  if (builtin !== undefined) return resolveBuiltin(builtin, args, target);
  return path.startsWith('node:') && !mayFail(args) ? { errors: [unknownBuiltin(path)] } : undefined;
}

function resolveBuiltin(name: string, { importer }: OnResolveArgs, target: Target): OnResolveResult {
  const restriction = restrictionOf(name, target);
  if (restriction === undefined) return external(`node:${name}`);
  const { reason, instead } = restriction;
  if (!isForeign(importer)) {
    return { errors: [message(`node:${name} ${reason}`, `write instead: ${instead}`)] };
  }
  const remedy = 'make sure that the function does not need what the package does with it';
  return { ...external(`node:${name}`), warnings: [message(`node:${name} ${reason}`, remedy)] };
}

/** Nothing of it stays in the bundle when nothing uses it. */
const external = (path: string): OnResolveResult => ({
  path,
  namespace: EXTERNAL_NAMESPACE,
  sideEffects: false,
});

const foreignToolbelt = (path: string, target: Target): PartialMessage =>
  message(
    `${path} does not exist on ${target}`,
    `write instead: import { Toolbelt } from '${TOOLBELTS[target]}'; in a package with "targets": ["${target}"], or use what the run offers`,
  );

const unknownBuiltin = (path: string): PartialMessage =>
  message(
    `${path} is no module that both generations are known to have`,
    'do without it; the modules are listed in tooling/bundler/src/bundle/builtins.ts',
  );

/** A message of esbuild that carries its remedy. */
const message = (text: string, remedy: string): PartialMessage => ({ text, detail: { remedy } });

/** The externals that left code in a bundle, in the order of `known`. */
export function usedExternals(
  inputs: Record<string, { bytesInOutput: number }>,
  known: readonly string[],
): string[] {
  return known.filter((name) => (inputs[`${EXTERNAL_NAMESPACE}:${name}`]?.bytesInOutput ?? 0) > 0);
}
