import type { Finding, Rule } from '../artifact.ts';
import { excerpt } from '../excerpt.ts';
import { isPropertyName, parseArtifact, walk } from '../program.ts';

/** The function around the whole bundle runs while the file loads. */
const LOAD_TIME_FUNCTIONS = 1;

/** The platform replaces `console` after the file has loaded: what took hold of it before logs into nothing. */
export const consoleRule: Rule = {
  rule: 'console',
  file: 'index.js',
  check: (artifact) => {
    const { program } = parseArtifact(artifact);
    const findings: Finding[] = [];
    if (program === undefined) return findings;
    walk(program, (node, { functions, parent }) => {
      if (node.type !== 'Identifier' || node.name !== 'console') return;
      // `globalThis.console` is the same object.
      const isField = isPropertyName(node, parent) && parent?.type !== 'MemberExpression';
      if (!isField && functions <= LOAD_TIME_FUNCTIONS) {
        findings.push({
          found: `console is used while the file loads ${excerpt(artifact.code, node.start)}`,
          remedy: 'name console inside the function that logs',
        });
      }
    });
    return findings;
  },
};
