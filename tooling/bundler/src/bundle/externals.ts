import type { OnResolveArgs, OnResolveResult, PartialMessage, Plugin } from 'esbuild';
import { type Target, TOOLBELTS } from '../target.ts';
import { identifierOf } from './banner.ts';
import { builtinOf, restrictionOf } from './builtins.ts';
import { mayFail } from './missing.ts';
import { isForeign } from './origin.ts';

/** esbuild's namespace of the modules that the banner imports. */
export const EXTERNAL_NAMESPACE = 'platform';

/** Marks a module of Node's that is imported, not required. esbuild wants it to look like a query. */
const AS_ES_MODULE = '?import';
/** What can stand between the braces of an export. */
const IDENTIFIER = /^(?!default$)[A-Za-z_$][\w$]*$/;

/**
 * Resolves what the platform provides to the identifiers of the banner, and refuses what is not there. The bundle
 * itself must not import anything: the vendor's tools rewrite import lines by regular expressions.
 */
export function platformExternals(target: Target): Plugin {
  return {
    name: 'platform-externals',
    setup(build) {
      build.onResolve({ filter: /.*/ }, (args) => resolve(args, target));
      build.onLoad({ filter: /.*/, namespace: EXTERNAL_NAMESPACE }, ({ path, suffix }) => ({
        contents: contentsOf(path, suffix),
        loader: 'js',
      }));
    },
  };
}

/** The code that stands for an external in the bundle. */
function contentsOf(name: string, suffix: string): string {
  // Another name than the banner's, which the bundle could not refer to otherwise.
  if (!name.startsWith('node:')) return 'const toolbelt = Toolbelt; export { toolbelt as Toolbelt };';
  return suffix === AS_ES_MODULE ? esModuleOf(name) : `module.exports = ${identifierOf(name)};`;
}

/**
 * A module of Node's for whoever imports it. As CommonJS, each importing file would get a copy of all its names when
 * the bundle is loaded: 0.2 ms and 33 kB for `node:crypto`. Here a name that nobody imports is left out.
 */
function esModuleOf(name: string): string {
  const module = identifierOf(name);
  const exported = Object.keys(process.getBuiltinModule(name) ?? {}).filter((each) => IDENTIFIER.test(each));
  return [
    `export default ${module};`,
    // Under a name of its own, for what is exported may be called like a keyword.
    ...exported.map((each) => `const $${each} = /* @__PURE__ */ (() => ${module}.${each})();`),
    `export { ${exported.map((each) => `$${each} as ${each}`).join(', ')} };`,
  ].join('\n');
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

function resolveBuiltin(name: string, { importer, kind }: OnResolveArgs, target: Target): OnResolveResult {
  const restriction = restrictionOf(name, target);
  const module = external(`node:${name}`, kind === 'import-statement' ? AS_ES_MODULE : undefined);
  if (restriction === undefined) return module;
  const { reason, instead } = restriction;
  if (!isForeign(importer)) {
    return { errors: [message(`node:${name} ${reason}`, `write instead: ${instead}`)] };
  }
  const remedy = 'make sure that the function does not need what the package does with it';
  return { ...module, warnings: [message(`node:${name} ${reason}`, remedy)] };
}

/** Nothing of it stays in the bundle when nothing uses it. */
const external = (path: string, suffix?: string): OnResolveResult => ({
  path,
  suffix,
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
  const isUsed = (input: string) => (inputs[`${EXTERNAL_NAMESPACE}:${input}`]?.bytesInOutput ?? 0) > 0;
  return known.filter((name) => isUsed(name) || isUsed(name + AS_ES_MODULE));
}
