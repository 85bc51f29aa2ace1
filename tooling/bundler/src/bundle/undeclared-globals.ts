import type { Plugin } from 'esbuild';

export const GLOBALS_NAMESPACE = 'globals';

/** `import 'globals:a,b'` makes them, so that code of modules may assign to them. */
export const undeclaredGlobals: Plugin = {
  name: 'undeclared-globals',
  setup(build) {
    build.onResolve({ filter: /^globals:/ }, ({ path }) => ({
      path: path.slice(GLOBALS_NAMESPACE.length + 1),
      namespace: GLOBALS_NAMESPACE,
    }));
    build.onLoad({ filter: /.*/, namespace: GLOBALS_NAMESPACE }, ({ path }) => ({
      contents: path
        .split(',')
        .map((name) => `globalThis.${name} = undefined;`)
        .join('\n'),
      loader: 'js',
    }));
  },
};
