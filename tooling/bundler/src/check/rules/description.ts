import type { Config, Rule } from '../artifact.ts';

const DESCRIPTION_LIMIT_CHARACTERS = 200;

export const descriptionRule: Rule<Config> = {
  rule: 'description',
  check: ({ config: { description } }) => {
    if (typeof description !== 'string' || description.trim() === '') {
      return [{ found: 'no description', remedy: 'say in defineFunction what the function does' }];
    }
    if (description.length <= DESCRIPTION_LIMIT_CHARACTERS) return [];
    return [
      {
        found: `the description has ${description.length} characters; the platform takes ${DESCRIPTION_LIMIT_CHARACTERS}`,
        remedy: 'shorten it in defineFunction; details belong into src/docs.ts',
      },
    ];
  },
};
