import { EXTERNALS } from '../../target.ts';
import type { Finding, Rule } from '../artifact.ts';
import { parseCode } from '../program.ts';

const NAME_LIMIT_CHARACTERS = 50;
const TAKEN = ['lambda', ...Object.values(EXTERNALS).map(({ identifier }) => identifier)];

export const nameRule: Rule = {
  rule: 'name',
  file: 'config.json',
  check: ({ name, config }) => {
    const findings: Finding[] = [];
    if (!/^\w+$/.test(name)) {
      findings.push({
        found: `${JSON.stringify(name)} holds more than letters, digits and underscores`,
        remedy: `rename it in defineFunction, e.g. ${JSON.stringify(name.replace(/\W+/g, '_') || 'my_function')}`,
      });
    } else if (TAKEN.includes(name) || parseCode(`var ${name};`, false).error !== undefined) {
      findings.push({
        found: `${name} cannot be the name of a variable in the artifact`,
        remedy: 'choose a name that starts with a letter and is no word of the language or of the platform',
      });
    }
    if (name.length > NAME_LIMIT_CHARACTERS) {
      findings.push({
        found: `the name has ${name.length} characters; the platform takes ${NAME_LIMIT_CHARACTERS}`,
        remedy: 'shorten it in defineFunction',
      });
    }
    if (config.name !== name) {
      findings.push({
        found: `the config names ${config.name}, the folder ${name}`,
        remedy: 'use one name: the vendor finds the config by the name of the folder',
      });
    }
    return findings;
  },
};
