import { describe, expect, it } from 'vitest';
import { artifact, brokenRules, messagesOf } from '../../support/artifact.ts';

describe('console', () => {
  it.each(['let c=console;', 'let {info}=console;', 'console.info("loaded");', 'let c=globalThis.console;'])(
    'refuses `%s` at load time',
    (body) => {
      expect(messagesOf(artifact('v1', body), 'console')).toHaveLength(1);
    },
  );

  it('takes a field of that name', () => {
    expect(brokenRules(artifact('v1', 'let payload={console:1};'))).toEqual([]);
  });

  it('takes console inside of functions', () => {
    expect(
      brokenRules(artifact('v1', 'let log=m=>console.info(m);function warn(m){console.warn(m)}')),
    ).toEqual([]);
  });
});
