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

  it.each(['lambda', 'Toolbelt', 'nodeCrypto', 'delete', 'await', '1st'])(
    'refuses %s, which no variable can have',
    (name) => {
      expect(brokenRules(named(name))).toContain('name');
    },
  );

  it.each(['input', 'callback'])('refuses %s, which the handler of V1 has as a parameter', (name) => {
    expect(brokenRules(named(name))).toEqual(['name']);
  });

  it.each(['fetch', 'process', 'undefined'])('refuses %s, which code in the bundle may mean', (name) => {
    expect(brokenRules(named(name))).toEqual(['name']);
  });

  it('takes 50 characters and no more', () => {
    expect(brokenRules(named('a'.repeat(50)))).toEqual([]);
    expect(brokenRules(named('a'.repeat(51)))).toEqual(['name']);
  });

  it('refuses a config that names another function', () => {
    const sound = artifact('v2');
    expect(brokenRules({ ...sound, config: { ...sound.config, name: 'greets' } })).toEqual(['name']);
  });
});
