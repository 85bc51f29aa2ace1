import { describe, expect, it } from 'vitest';
import { artifact, brokenRules, messagesOf } from '../../support/artifact.ts';

const named = (name: string) => artifact('v1', '', { name });

describe('name', () => {
  it('refuses a hyphen and proposes an underscore', () => {
    expect(messagesOf(named('oauth1-post'), 'name')).toEqual([expect.stringContaining('"oauth1_post"')]);
  });

  it.each(['größe', 'a b', '', 'a.b', 'a$'])('refuses %j', (name) => {
    expect(brokenRules(named(name))).toContain('name');
  });

  it.each(['delete', 'fetch', 'input', '1st'])(
    'takes %s, for no variable in the artifact has the name',
    (name) => {
      expect(brokenRules(named(name))).toEqual([]);
    },
  );

  it('takes 50 characters and no more', () => {
    expect(brokenRules(named('a'.repeat(50)))).toEqual([]);
    expect(brokenRules(named('a'.repeat(51)))).toEqual(['name']);
  });

  it('refuses a config that names another function', () => {
    const sound = artifact('v2');
    expect(brokenRules({ ...sound, config: { ...sound.config, name: 'greets' } })).toEqual(['name']);
  });
});
