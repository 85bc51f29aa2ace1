import type { Config, Finding, Rule } from '../artifact.ts';

const NAME_LIMIT_CHARACTERS = 50;

/** What keeps a name from being a function's, on either generation. */
export function faultsOfName(name: string): Finding[] {
  const findings: Finding[] = [];
  if (!/^\w+$/.test(name)) {
    findings.push({
      found: `${JSON.stringify(name)} holds more than letters, digits and underscores`,
      remedy: `use those only, e.g. ${JSON.stringify(name.replace(/\W+/g, '_') || 'my_function')}`,
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

export const nameRule: Rule<Config> = {
  rule: 'name',
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
