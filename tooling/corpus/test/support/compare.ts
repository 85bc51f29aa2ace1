import type { Target } from '@lp-functions/bundler';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, buildCase, cases, plainAnswers, removeMade } from '../../src/corpus.ts';

const LIMIT_CHARACTERS = 100_000;

/** Declares the tests of all cases for one generation. */
export function compareOn(target: Target): void {
  let plain: Record<string, unknown>;
  beforeAll(async () => {
    plain = await plainAnswers();
  });
  afterAll(() => removeMade(target));

  /** Packages that fit into an artifact, with the platform around them. */
  const fitting = new Set<string>();

  describe(`bundled for ${target}`, () => {
    it.concurrent.each(cases)('%s answers as it does unbundled', async (name) => {
      const built = await buildCase(name, target);
      expect(await answerOf(built)).toEqual(plain[name]);
      const isTooLarge = built.characters > LIMIT_CHARACTERS;
      // Refused in words that name what is large, and for nothing else.
      expect(built.errors).toEqual(
        isTooLarge ? [expect.stringMatching(/\[size\] \d{6} characters.*It carries [\w.@/-]+ [\d.]+k,/)] : [],
      );
      if (!isTooLarge) fitting.add(name);
    });
  });

  it('fits with forty packages and more', () => {
    expect(fitting.size).toBeGreaterThanOrEqual(40);
  });
}
