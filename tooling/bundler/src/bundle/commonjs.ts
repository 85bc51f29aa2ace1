import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** `module.exports = Name`, the one export of many old packages. */
const EXPORT = /\bmodule\.exports\s*=\s*(\w+)\s*;/g;

/**
 * Reads a CommonJS package as a module when all it does with CommonJS is one `module.exports = Name`: esbuild's way of
 * wrapping one takes 600 characters of the bundle.
 */
export const plainCommonJs: Plugin = {
  name: 'plain-commonjs',
  setup(build) {
    build.onLoad({ filter: /[\\/]node_modules[\\/].*\.c?js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const [only, ...more] = text.matchAll(EXPORT);
      const isModule = /^\s*(import|export)\b/m.test(text);
      const rest = text.replace(EXPORT, '').replace(/typeof[\s(]+(module|exports)\b/g, '');
      if (!only || more.length > 0 || isModule || /\b(require|module|exports)\b/.test(rest)) return undefined;
      return { contents: `${text.replace(EXPORT, ';')}\nexport default ${only[1]};\n`, loader: 'js' };
    });
  },
};
