/**
 * How the local runner of `liveperson-functions-cli` 2.x treats an artifact. Only betas of it were published, which
 * not every registry carries, so it cannot be pinned; these are the rules of its public source
 * (github.com/LivePersonInc/faas-cli, src/shared/faas-debugger.ts), told anew. They work on the whole text, strings
 * and comments included, and each file is rewritten in place and back.
 */

interface Rule {
  find: RegExp;
  replace: (...groups: string[]) => string;
}

const NAME = '([a-zA-Z0-9_$]+)';
const BRACES = '{([^}]+)}';
const QUOTED = `['"]([^'"]+)['"]`;

const rule = (pattern: string, replace: (...groups: string[]) => string): Rule => ({
  find: new RegExp(pattern, 'g'),
  replace: (_match, ...groups) => replace(...groups.map((group) => String(group).trim())),
});

const IMPORT_TO_REQUIRE: readonly Rule[] = [
  rule(`import\\s+${NAME}\\s+from\\s+${QUOTED};?`, (name, from) => `const ${name} = require("${from}");`),
  rule(
    `import\\s+\\*\\s+as\\s+${NAME}\\s+from\\s+${QUOTED};?`,
    (name, from) => `const ${name} = require("${from}");`,
  ),
  rule(
    `import\\s+${BRACES}\\s+from\\s+${QUOTED};?`,
    (names, from) => `const { ${names} } = require("${from}");`,
  ),
  rule(`import\\s+${QUOTED};?`, (from) => `require("${from}");`),
];

const REQUIRE_TO_IMPORT: readonly Rule[] = [
  rule(
    `const\\s+${BRACES}\\s*=\\s*require\\(${QUOTED}\\);`,
    (names, from) => `import { ${names} } from "${from}";`,
  ),
  rule(`const\\s+${NAME}\\s*=\\s*require\\(${QUOTED}\\);`, (name, from) => `import ${name} from "${from}";`),
  rule(`require\\(${QUOTED}\\);`, (from) => `import "${from}";`),
];

const START = '// Rewire require\n\n';
const END = '\n\n// This is an auto';

const apply = (rules: readonly Rule[], text: string) =>
  rules.reduce((result, { find, replace }) => result.replace(find, replace), text);

/**
 * The file as the runner runs it.
 * @param tail what the runner adds after its end marker
 */
export function rewriteForRun(code: string, tail: string): string {
  const head = `require("module").prototype.require = require('../../bin/rewire').proxy; ${START}`;
  return `${head}${apply(IMPORT_TO_REQUIRE, code)}${END} generated code\n${tail}`;
}

/** The file as the runner leaves it. */
export function undoRewriting(rewritten: string): string {
  return apply(REQUIRE_TO_IMPORT, rewritten).split(START)[1]?.split(END)[0] ?? '';
}
