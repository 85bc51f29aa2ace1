import type { AnyNode } from 'acorn';
import { childrenOf, isFunction, parseArtifact, walk } from '../program.ts';
import type { Readable } from './names.ts';

/** Noted before any definition is loaded in this process: what its packages leave here, the platform has not. */
const PLATFORM_GLOBALS: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(globalThis));

/**
 * Names that code assigns to without declaring them anywhere around, as old packages do by mistake: a script makes
 * globals of them, a module throws.
 */
export function undeclaredNames(readable: Readable): string[] {
  const { program } = parseArtifact(readable);
  if (program === undefined) return [];
  const known = new Map<AnyNode, Set<string>>();
  const declares = (scope: AnyNode, name: string): boolean => {
    const names = known.get(scope) ?? declaredIn(scope);
    known.set(scope, names);
    return names.has(name);
  };
  const undeclared = new Set<string>();
  walk(program, (node, around) => {
    for (const name of assignedBy(node)) {
      if (PLATFORM_GLOBALS.has(name) || around.some((scope) => isScope(scope) && declares(scope, name))) {
        continue;
      }
      undeclared.add(name);
    }
  });
  return [...undeclared].sort();
}

const isScope = (node: AnyNode): boolean => node.type === 'Program' || isFunction(node);

/** `name = 1`, `name++`, `for (name in x)` */
function assignedBy(node: AnyNode): string[] {
  switch (node.type) {
    case 'AssignmentExpression':
    case 'ForInStatement':
    case 'ForOfStatement':
      return node.left.type === 'Identifier' ? [node.left.name] : [];
    case 'UpdateExpression':
      return node.argument.type === 'Identifier' ? [node.argument.name] : [];
    default:
      return [];
  }
}

/** All that is declared in a function or a program, in whichever of its blocks; not what nested functions declare. */
function declaredIn(scope: AnyNode): Set<string> {
  const names = new Set<string>();
  const visit = (node: AnyNode): void => {
    if (isFunction(node) && node !== scope) {
      if (node.type === 'FunctionDeclaration') add(node.id, names);
      return;
    }
    if (isFunction(node)) {
      add(node.id, names);
      for (const param of node.params) add(param, names);
    }
    if (node.type === 'VariableDeclarator' || node.type === 'ClassDeclaration') add(node.id, names);
    if (node.type === 'CatchClause') add(node.param, names);
    childrenOf(node).forEach(visit);
  };
  visit(scope);
  return names;
}

/** The names in a pattern. Those of its defaults come along, which does no harm here. */
function add(pattern: AnyNode | null | undefined, names: Set<string>): void {
  if (pattern) walk(pattern, (node) => node.type === 'Identifier' && names.add(node.name));
}
