import { placesForV1Runner } from '../../vendor/v1-runner.ts';
import { placesForV2Runner } from '../../vendor/v2-runner.ts';
import type { Code, Rule } from '../artifact.ts';
import { endOfBanner } from '../banner-end.ts';
import { excerpt } from '../excerpt.ts';

/** What the vendor's rewriting would find, wherever it stands: the rule `vendor-rewriting` says only that it would. */
export const vendorTextRule: Rule<Code> = {
  rule: 'vendor-text',
  check: ({ code, target }) => {
    const bannerEnd = endOfBanner(code, target);
    const places = target === 'v1' ? placesForV1Runner(code) : placesForV2Runner(code);
    return [...new Set(places)]
      .filter((index) => index >= bannerEnd)
      .map((index) => ({
        found: `text that the vendor's local runner rewrites ${excerpt(code, index)}`,
        remedy: 'word it differently, e.g. without quotes: the runner rewrites strings and comments, too',
        index,
      }));
  },
};
