import { describe, expect, it } from 'vitest';
import { CODE_RULES, CONFIG_RULES, checkArtifact, SOURCE_RULES } from '../../src/check/check.ts';
import { formatProblem } from '../../src/problem.ts';
import { TARGETS } from '../../src/target.ts';
import { artifact } from '../support/artifact.ts';

describe('checkArtifact', () => {
  it.each(TARGETS)('finds nothing in a sound artifact for %s', (target) => {
    expect(checkArtifact(artifact(target))).toEqual([]);
  });

  it('names the file, the rule and the remedy of every breach', () => {
    const sound = artifact('v1');
    const broken = {
      ...sound,
      code: `#!/usr/bin/env node\n${sound.code}`,
      config: { ...sound.config, description: '' },
    };
    const messages = checkArtifact(broken).map(formatProblem);
    expect(messages).toContainEqual(
      expect.stringMatching(
        /^functions\/greet\/dist\/v1\/index\.js: \[characters\] .*hashbang.*\n {4}Remedy: remove/,
      ),
    );
    expect(messages).toContainEqual(
      expect.stringMatching(/^functions\/greet\/dist\/v1\/config\.json: \[description\] /),
    );
  });

  it('gives every rule a name of its own', () => {
    const names = [...CODE_RULES, ...SOURCE_RULES, ...CONFIG_RULES].map(({ rule }) => rule);
    expect(new Set(names).size).toBe(names.length);
  });
});
