import { type AnyNode, type Program, parse } from 'acorn';
import type { Target } from './target.ts';

export interface Parsed {
  program?: Program;
  /** Why the code cannot be parsed. */
  error?: string;
}

interface Subject {
  target: Target;
  code: string;
}

/** The newest syntax that Node 20 knows. */
const ECMA_VERSION = 2024;

const parsed = new WeakMap<Subject, Parsed>();

/** Parses the code the way its generation loads it: V1 as a script, V2 as a module. Once for each artifact. */
export function parseArtifact(code: Subject): Parsed {
  const known = parsed.get(code) ?? parseCode(code.code, code.target === 'v1');
  parsed.set(code, known);
  return known;
}

/** @param isScript whether it is CommonJS */
export function parseCode(code: string, isScript: boolean): Parsed {
  try {
    return {
      program: parse(code, {
        ecmaVersion: ECMA_VERSION,
        sourceType: isScript ? 'script' : 'module',
        // It has a rule of its own, with a message that says more than a parser can.
        allowHashBang: true,
      }),
    };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/**
 * Calls `visit` for a node and everything in it.
 * @param visit also gets the nodes around, the innermost last: one list, good for the time of the call
 */
export function walk(
  node: AnyNode,
  visit: (node: AnyNode, around: readonly AnyNode[]) => unknown,
  around: AnyNode[] = [],
): void {
  visit(node, around);
  around.push(node);
  for (const child of childrenOf(node)) walk(child, visit, around);
  around.pop();
}

/** The nodes directly in a node, in the order of the source. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = [];
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) children.push(...value.filter(isNode));
    else if (isNode(value)) children.push(value);
  }
  return children;
}

/** How many functions are around a node. */
export const functionsIn = (around: readonly AnyNode[]): number => around.filter(isFunction).length;

/** Whether a function around a node has a parameter of that name. */
export const isParameter = (name: string, around: readonly AnyNode[]): boolean =>
  around
    .filter(isFunction)
    .some(({ params }) => params.some((param) => param.type === 'Identifier' && param.name === name));

/** Whether an identifier names a property, not a variable: `{ name: 1 }`, `x.name`. */
export function isPropertyName(node: AnyNode, parent: AnyNode | undefined): boolean {
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.property === node && !parent.computed;
    case 'Property':
      return parent.key === node && !parent.computed && !parent.shorthand;
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.key === node && !parent.computed;
    default:
      return false;
  }
}

/** Whether code asks there if there is such a variable: `typeof name`. */
export const isTypeof = (parent: AnyNode | undefined): boolean =>
  parent?.type === 'UnaryExpression' && parent.operator === 'typeof';

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

type AnyFunction = Extract<AnyNode, { params: unknown }>;

/** @returns whether it has parameters and a body of its own */
export const isFunction = (node: AnyNode): node is AnyFunction =>
  node.type === 'FunctionDeclaration' ||
  node.type === 'FunctionExpression' ||
  node.type === 'ArrowFunctionExpression';
