import { isParameter, isPropertyName, isTypeof, parseArtifact, walk } from '../../program.ts';
import type { Code, Finding, Rule } from '../artifact.ts';

type Use = Pick<Finding, 'remedy' | 'inPackages'>;

/** What own sources do instead of using a variable of CommonJS, and what it means that a package uses it. */
const EXPORTING: Use = { remedy: 'export with `export`', inPackages: 'fine' };
const READING: Use = {
  remedy: 'import the data instead, e.g. as JSON; a package that only reads files of its own will find none',
  inPackages: 'warning',
};

/** Packages ask for the first two before they use them; the smoke run finds those that do not. */
const VARIABLES: Readonly<Record<string, Use>> = {
  module: EXPORTING,
  exports: EXPORTING,
  __filename: READING,
  __dirname: READING,
};

/** An ES module of V2 has none of CommonJS's variables, and no file stands beside an artifact. */
export const commonJsRule: Rule<Code> = {
  rule: 'commonjs',
  check: (artifact) => {
    const { program } = parseArtifact(artifact);
    const findings: Finding[] = [];
    if (program === undefined) return [];
    walk(program, (node, around) => {
      if (node.type !== 'Identifier' || !Object.hasOwn(VARIABLES, node.name)) return;
      const { name, start } = node;
      if (isPropertyName(node, around.at(-1)) || isTypeof(around.at(-1)) || isParameter(name, around)) return;
      findings.push({
        found: `${name} does not exist on V2, and no file stands beside an artifact`,
        ...(VARIABLES[name] ?? READING),
        index: start,
      });
    });
    return findings;
  },
};
