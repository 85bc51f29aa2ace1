import type { AnyNode } from 'acorn';
import { REPLACED } from '../../bundle/replaced.ts';
import { functionsIn, isPropertyName, parseArtifact, walk } from '../../program.ts';
import type { Code, Finding, Rule } from '../artifact.ts';

/** The function around the whole bundle runs while the file loads. */
const LOAD_TIME_FUNCTIONS = 1;

/** All that the platform's console has. */
const METHODS = ['debug', 'info', 'warn', 'error'];

/**
 * The platform replaces `console` after the file has loaded, by one with four methods. What took hold of it before
 * logs into nothing; a fifth method is `undefined`. The bundler replaces the usual ones, such as `console.log`.
 */
export const consoleRule: Rule<Code> = {
  rule: 'console',
  check: (artifact) => {
    const { program } = parseArtifact(artifact);
    const findings: Finding[] = [];
    if (program === undefined) return findings;
    walk(program, (node, around) => {
      if (node.type !== 'Identifier' || node.name !== 'console') return;
      const finding = findingAt(node, around);
      if (finding) findings.push({ inPackages: 'warning', ...finding, index: node.start });
    });
    return findings;
  },
};

function findingAt(node: AnyNode, around: readonly AnyNode[]): Finding | undefined {
  const parent = around.at(-1);
  // `globalThis.console` is the same object.
  const isField = isPropertyName(node, parent) && parent?.type !== 'MemberExpression';
  if (isField) return undefined;
  if (functionsIn(around) <= LOAD_TIME_FUNCTIONS) {
    return {
      found: 'console is used while the file loads, before the platform puts its own in place',
      remedy: 'name console inside the function that logs',
    };
  }
  const method = methodOf(node, parent);
  if (method === undefined || METHODS.includes(method)) return undefined;
  return {
    inPackages: Object.hasOwn(REPLACED, `console.${method}`) ? 'fine' : 'warning',
    found: `console.${method} does not exist on the platform, whose console has ${METHODS.join(', ')}`,
    remedy: 'log with `log`, which stays within the limits and shows no secret, or with one of these',
  };
}

/** `info` of `console.info`. */
function methodOf(node: AnyNode, parent: AnyNode | undefined): string | undefined {
  if (parent?.type !== 'MemberExpression' || parent.object !== node || parent.computed) return undefined;
  return parent.property.type === 'Identifier' ? parent.property.name : undefined;
}
