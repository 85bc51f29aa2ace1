import { placesForV1Runner, rewriteForV1Runner, undoV1Runner } from './v1-runner.ts';

/**
 * How the vendor's local runner of V2 treats a file. Its package is not on npm; these are the rules of its public
 * source (github.com/LivePersonInc/faas-cli, src/shared/faas-debugger.ts): it turns imports into requires and back by
 * regular expressions, over the whole text. What they do not match stays as it is, which is then no CommonJS.
 */

const NAME = String.raw`([\w$]+)`;
const NAMES = String.raw`\{([^}]+)\}`;
const MODULE = `['"]([^'"]+)['"]`;

type Rewriting = [pattern: RegExp, replacement: (first: string, second: string) => string];

const rewriting = (pattern: string, replacement: Rewriting[1]): Rewriting => [
  new RegExp(pattern, 'g'),
  replacement,
];

const TO_REQUIRES: readonly Rewriting[] = [
  rewriting(
    String.raw`import\s+(?:\*\s+as\s+)?${NAME}\s+from\s+${MODULE};?`,
    (name, module) => `const ${name} = require("${module}");`,
  ),
  rewriting(
    String.raw`import\s+${NAMES}\s+from\s+${MODULE};?`,
    (names, module) => `const { ${names.trim()} } = require("${module}");`,
  ),
  rewriting(String.raw`import\s+${MODULE};?`, (module) => `require("${module}");`),
];

const TO_IMPORTS: readonly Rewriting[] = [
  rewriting(
    String.raw`const\s+${NAMES}\s*=\s*require\(${MODULE}\);`,
    (names, module) => `import { ${names.trim()} } from "${module}";`,
  ),
  rewriting(
    String.raw`const\s+${NAME}\s*=\s*require\(${MODULE}\);`,
    (name, module) => `import ${name} from "${module}";`,
  ),
  rewriting(String.raw`require\(${MODULE}\);`, (module) => `import "${module}";`),
];

const ANY = new RegExp([...TO_REQUIRES, ...TO_IMPORTS].map(([{ source }]) => source).join('|'), 'g');

function rewrite(code: string, rewritings: readonly Rewriting[]): string {
  return rewritings.reduce(
    (text, [pattern, replacement]) =>
      text.replace(pattern, (_match, first: string, second: string) => replacement(first, second)),
    code,
  );
}

/** Where in a file something stands that the runner changes, or takes for its own. */
export function placesForV2Runner(code: string): number[] {
  return [...[...code.matchAll(ANY)].map(({ index }) => index), ...placesForV1Runner(code)];
}

/** Import lines as requires. */
export const importsToRequires = (code: string): string => rewrite(code, TO_REQUIRES);

/** The way back. */
export const requiresToImports = (code: string): string => rewrite(code, TO_IMPORTS);

/** The file as it is while the runner runs it. */
export function rewriteForV2Runner(code: string, name: string): string {
  return rewriteForV1Runner(importsToRequires(code), name);
}

/** The file as the runner leaves it. */
export function undoV2Runner(rewritten: string): string {
  return requiresToImports(undoV1Runner(rewritten));
}
