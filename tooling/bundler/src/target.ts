/** The platform's generations. */
export type Target = 'v1' | 'v2';

export const TARGETS: readonly Target[] = ['v1', 'v2'];

/** Both generations take at most this many characters of source code. */
export const CODE_LIMIT_CHARACTERS = 100_000;

/** A module that the platform provides: how each generation imports it, and under which name. */
interface External {
  /** The identifier that the banner declares. */
  identifier: string;
  /** The virtual module that stands for the import inside the bundle. */
  module: string;
  banner: Partial<Record<Target, string>>;
}

/** Everything else is bundled. */
export const EXTERNALS: Record<string, External> = {
  'lp-faas-toolbelt': {
    identifier: 'Toolbelt',
    module: 'const toolbelt = Toolbelt; export { toolbelt as Toolbelt };',
    banner: { v1: `const { Toolbelt } = require('lp-faas-toolbelt');` },
  },
  'core-functions-toolbelt': {
    identifier: 'Toolbelt',
    module: 'const toolbelt = Toolbelt; export { toolbelt as Toolbelt };',
    banner: { v2: `import { Toolbelt } from "core-functions-toolbelt";` },
  },
  'node:crypto': {
    identifier: 'nodeCrypto',
    module: 'export default nodeCrypto;',
    banner: {
      v1: `const nodeCrypto = require('crypto');`,
      v2: `import nodeCrypto from "node:crypto";`,
    },
  },
};

/** The lines before the bundle: the externals it really uses, in the order of the table above. */
export function bannerOf(target: Target, externals: readonly string[]): string[] {
  return Object.entries(EXTERNALS).flatMap(([name, { banner }]) => {
    const line = banner[target];
    return line !== undefined && externals.includes(name) ? [line] : [];
  });
}

/** The line after the bundle: the identifier that the platform calls. */
export function footerOf(target: Target, name: string): string {
  return target === 'v1'
    ? `function lambda(input, callback) { return ${name}.lambda(input, callback); }`
    : `async function lambda(input) { return ${name}.lambda(input); }`;
}
