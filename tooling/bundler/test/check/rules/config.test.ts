import { describe, expect, it } from 'vitest';
import { artifact, brokenRules } from '../../support/artifact.ts';

describe('config', () => {
  it.each([
    ['no event', { event: '' }],
    ['null as event', { event: null as never }],
    ['no input', { input: undefined as never }],
    ['headers that are no list', { input: { headers: {} as never, payload: {} } }],
    ['no payload', { input: { headers: [], payload: undefined } }],
  ])('refuses %s', (_, change) => {
    const sound = artifact('v2');
    expect(brokenRules({ ...sound, config: { ...sound.config, ...change } })).toEqual(['config']);
  });
});
