import { describe, expect, it } from 'vitest';
import { artifact, brokenRules } from '../../support/artifact.ts';

function described(description: string) {
  const sound = artifact('v1');
  return { ...sound, config: { ...sound.config, description } };
}

describe('description', () => {
  it.each(['', '  '])('refuses %j', (description) => {
    expect(brokenRules(described(description))).toEqual(['description']);
  });

  it('takes 200 characters and no more', () => {
    expect(brokenRules(described('a'.repeat(200)))).toEqual([]);
    expect(brokenRules(described('a'.repeat(201)))).toEqual(['description']);
  });
});
