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

/** Calls `visit` for a node and everything in it; `functions` counts the functions around it. */
export function walk(node: AnyNode, visit: (node: AnyNode, functions: number) => void, functions = 0): void {
  visit(node, functions);
  const inside = functions + (isFunction(node) ? 1 : 0);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, visit, inside);
    }
  }
}

const isNode = (value: unknown): value is AnyNode =>
  typeof (value as { type?: unknown } | null | undefined)?.type === 'string';

const isFunction = ({ type }: AnyNode): boolean =>
  type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression';
