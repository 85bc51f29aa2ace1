import { BUNDLE_VARIABLE, type Target, TOOLBELTS } from '../target.ts';
import { BUILTINS } from './builtins.ts';

/**
 * The names of what the platform provides, as the manifest lists them: the toolbelt of the generation, then Node's
 * modules, with `node:`.
 */
export const externalsOf = (target: Target): string[] => [
  TOOLBELTS[target],
  ...Object.keys(BUILTINS).map((name) => `node:${name}`),
];

/** The banner's name for an external: `Toolbelt`; `nodeFsPromises` for `node:fs/promises`. */
export function identifierOf(external: string): string {
  if (!external.startsWith('node:')) return 'Toolbelt';
  return external.replaceAll(/[:/_]+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The line that imports an external, in the only words that the vendor's tools leave unchanged. */
export function importLineOf(external: string, target: Target): string {
  const isToolbelt = !external.startsWith('node:');
  const name = isToolbelt ? `{ ${identifierOf(external)} }` : identifierOf(external);
  return target === 'v1'
    ? `const ${name} = require('${external.replace(/^node:/, '')}');`
    : `import ${name} from "${external}";`;
}

/** The lines before the bundle that a file of this generation may have, comments aside. */
export const importLines = (target: Target): string[] =>
  externalsOf(target).map((external) => importLineOf(external, target));

/** The line after the bundle: the identifier that the platform calls. */
export function footerOf(target: Target): string {
  return target === 'v1'
    ? `function lambda(input, callback) { return ${BUNDLE_VARIABLE}.lambda(input, callback); }`
    : `async function lambda(input) { return ${BUNDLE_VARIABLE}.lambda(input); }`;
}
