import { parseArtifact } from '../../program.ts';
import type { Code, Rule } from '../artifact.ts';

export const syntaxRule: Rule<Code> = {
  rule: 'syntax',
  check: (artifact) => {
    const { error } = parseArtifact(artifact);
    if (error === undefined) return [];
    const kind = artifact.target === 'v1' ? 'a CommonJS script' : 'an ES module';
    return [{ found: `cannot be parsed as ${kind}: ${error}`, remedy: 'keep to the syntax of Node 20' }];
  },
};
