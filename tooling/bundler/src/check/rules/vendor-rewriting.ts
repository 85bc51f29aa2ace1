import { Script } from 'node:vm';
import { rewriteForV1Runner, undoV1Runner } from '../../vendor/v1-runner.ts';
import { rewriteForV2Runner, undoV2Runner } from '../../vendor/v2-runner.ts';
import type { Code, Finding, Rule } from '../artifact.ts';

/** The name only occurs in what the runner adds. */
const NAME = 'any';

/** The vendor's local runner rewrites the file in place and back. It must run in between and be the same afterwards. */
export const vendorRewritingRule: Rule<Code> = {
  rule: 'vendor-rewriting',
  check: ({ target, code }) => {
    const rewritten = target === 'v1' ? rewriteForV1Runner(code, NAME) : rewriteForV2Runner(code, NAME);
    const back = target === 'v1' ? undoV1Runner(rewritten) : undoV2Runner(rewritten);
    const findings: Finding[] = [];
    const error = syntaxErrorIn(rewritten);
    if (error !== undefined) {
      findings.push({
        found: `is not a CommonJS script after the rewriting of the local runner: ${error}`,
        remedy: 'keep imports to the banner that lp-bundle writes',
      });
    }
    if (back !== code) {
      findings.push({
        found: 'is another file after a run in the local runner',
        remedy: 'remove what the rule vendor-text names',
      });
    }
    return findings;
  },
};

/** Only whether it is a script: the rule `syntax` says whether Node 20 knows it. */
function syntaxErrorIn(code: string): string | undefined {
  try {
    new Script(code);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
