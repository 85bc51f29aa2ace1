import { type AnyNode, type Program, parse } from 'acorn';
import type { Artifact } from './artifact.ts';

export interface Parsed {
  program?: Program;
  /** Why the code cannot be parsed. */
  error?: string;
}

/** The newest syntax that Node 20 knows. */
const ECMA_VERSION = 2024;

const parsedArtifacts = new WeakMap<Artifact, Parsed>();

/** Parses the code the way its generation loads it: V1 as a script, V2 as a module. Once for each artifact. */
export function parseArtifact(artifact: Artifact): Parsed {
  const known = parsedArtifacts.get(artifact) ?? parseCode(artifact.code, artifact.target === 'v1');
  parsedArtifacts.set(artifact, known);
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
}

/** Calls `visit` for a node and everything in it. */
export function walk(
  node: AnyNode,
  visit: (node: AnyNode, place: Place) => void,
  place: Place = { functions: 0 },
): void {
  visit(node, place);
  const inside = { functions: place.functions + (isFunction(node) ? 1 : 0), parent: node };
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

const isNode = (value: unknown): value is AnyNode =>
  typeof (value as { type?: unknown } | null | undefined)?.type === 'string';

const isFunction = ({ type }: AnyNode): boolean =>
  type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression';
