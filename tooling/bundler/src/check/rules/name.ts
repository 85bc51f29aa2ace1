import { EXTERNALS } from '../../target.ts';
import type { Finding, Rule } from '../artifact.ts';
import { parseCode } from '../program.ts';

const NAME_LIMIT_CHARACTERS = 50;
/** What the footer, the banner and CommonJS declare. */
const DECLARED = [
  ...['lambda', 'input', 'callback', 'require', 'module', 'exports', '__filename', '__dirname'],
  ...Object.values(EXTERNALS).map(({ identifier }) => identifier),
];
/** The bundle is a top-level variable of this name: it would hide a global from all the code in it, e.g. `fetch`. */
const isTaken = (name: string): boolean => DECLARED.includes(name) || Object.hasOwn(globalThis, name);

/** What keeps a name from being a function's, on either generation. */
export function faultsOfName(name: string): Finding[] {
  const findings: Finding[] = [];
  if (!/^\w+$/.test(name)) {
    findings.push({
      found: `${JSON.stringify(name)} holds more than letters, digits and underscores`,
      remedy: `use those only, e.g. ${JSON.stringify(name.replace(/\W+/g, '_') || 'my_function')}`,
    });
  } else if (isTaken(name) || parseCode(`var ${name};`, false).error !== undefined) {
    findings.push({
      found: `${name} cannot be the name of a variable in the artifact`,
      remedy: 'choose a name that starts with a letter and is no word of the language or of the platform',
    });
  }
  if (name.length > NAME_LIMIT_CHARACTERS) {
    findings.push({
      found: `the name has ${name.length} characters; the platform takes ${NAME_LIMIT_CHARACTERS}`,
      remedy: 'shorten it',
    });
  }
  return findings;
}

export const nameRule: Rule = {
  rule: 'name',
  file: 'config.json',
  check: ({ name, config }) => {
    const findings = faultsOfName(name);
    if (config.name !== name) {
      findings.push({
        found: `the config names ${config.name}, the folder ${name}`,
        remedy: 'use one name: the vendor finds the config by the name of the folder',
      });
    }
    return findings;
  },
};
