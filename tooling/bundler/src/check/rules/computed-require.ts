import { parseArtifact, walk } from '../../program.ts';
import type { Code, Finding, Rule } from '../artifact.ts';

/** What esbuild calls its stand-in for a `require` whose argument it cannot know. */
const STAND_IN = /^__require\d*$/;

/** `require('./locale/' + name)`: which files a package would take that way, no bundler can know. */
export const computedRequireRule: Rule<Code> = {
  rule: 'computed-require',
  check: (artifact) => {
    const { program } = parseArtifact(artifact);
    const findings: Finding[] = [];
    if (program === undefined || !artifact.code.includes('__require')) return findings;
    walk(program, (node) => {
      if (node.type !== 'Identifier' || !STAND_IN.test(node.name)) return;
      findings.push({
        found: 'requires files by computed names, which are not in the bundle',
        remedy: "import what the function needs of them as well, e.g. import 'moment/locale/de.js'",
        index: node.start,
        inPackages: 'warning',
      });
    });
    return findings;
  },
};
