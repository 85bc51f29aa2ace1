import { isBuiltin } from 'node:module';
import type { Plugin } from 'esbuild';
import { EXTERNALS, type Target } from '../target.ts';

const NAMESPACE = 'platform';

/**
 * Maps what the platform provides to the identifiers of the banner and refuses what would not exist there. The
 * bundle itself must not import anything: the vendor's tools rewrite import lines by regular expressions.
 */
export function platformExternals(target: Target): Plugin {
  return {
    name: 'platform-externals',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, ({ path }) => {
        const name = path === 'crypto' ? 'node:crypto' : path;
        const external = EXTERNALS[name];
        if (external?.banner[target] !== undefined) {
          return { path: name, namespace: NAMESPACE, sideEffects: false };
        }
        if (external === undefined && !isBuiltin(path)) return undefined;
        return {
          errors: [{ text: `${path} cannot be imported in a ${target} function; ${allowed(target)}` }],
        };
      });
      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
        contents: EXTERNALS[path]?.module ?? '',
        loader: 'js',
      }));
    },
  };
}

/** The externals that left code in the bundle, in the table's order. */
export function usedExternals(inputs: Record<string, { bytesInOutput: number }>): string[] {
  return Object.keys(EXTERNALS).filter((name) => (inputs[`${NAMESPACE}:${name}`]?.bytesInOutput ?? 0) > 0);
}

function allowed(target: Target): string {
  const names = Object.keys(EXTERNALS).filter((name) => EXTERNALS[name]?.banner[target] !== undefined);
  return `the platform provides ${names.join(', ')}, everything else must be bundled`;
}
