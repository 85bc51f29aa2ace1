import { type AnyNode, type Program, parse } from 'acorn';
import type { Code } from './artifact.ts';

export interface Parsed {
  program?: Program;
  /** Why the code cannot be parsed. */
  error?: string;
}

/** The newest syntax that Node 20 knows. */
const ECMA_VERSION = 2024;

const parsed = new WeakMap<Code, Parsed>();

/** Parses the code the way its generation loads it: V1 as a script, V2 as a module. Once for each artifact. */
export function parseArtifact(code: Code): Parsed {
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

/** Where a node stands. */
export interface Place {
  /** How many functions are around it. */
  functions: number;
  parent?: AnyNode;
  /** Whether a function around it has a parameter of that name. */
  isParameter(name: string): boolean;
}

const OUTERMOST: Place = { functions: 0, isParameter: () => false };

/** Calls `visit` for a node and everything in it. */
export function walk(
  node: AnyNode,
  visit: (node: AnyNode, place: Place) => void,
  place: Place = OUTERMOST,
): void {
  visit(node, place);
  const inside = { ...(isFunction(node) ? insideOf(node, place) : place), parent: node };
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, visit, inside);
    }
  }
}

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
  typeof (value as { type?: unknown } | null | undefined)?.type === 'string';

type AnyFunction = Extract<AnyNode, { params: unknown }>;

const isFunction = (node: AnyNode): node is AnyFunction =>
  node.type === 'FunctionDeclaration' ||
  node.type === 'FunctionExpression' ||
  node.type === 'ArrowFunctionExpression';

function insideOf({ params }: AnyFunction, { functions, isParameter }: Place): Place {
  const names = params.flatMap((param) => (param.type === 'Identifier' ? [param.name] : []));
  return {
    functions: functions + 1,
    isParameter: (name) => names.includes(name) || isParameter(name),
  };
}
