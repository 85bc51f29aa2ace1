import { dirname, join } from 'node:path';
import type { AnyNode, Function as FunctionNode, Pattern } from 'acorn';
import { transform } from 'esbuild';
import { functionsIn, parseCode, walk } from '../../program.ts';

/** A source file, its path relative to the repository. */
export interface SourceFile {
  path: string;
  text: string;
}

/** A function that has a name, and where its parameters come from. */
export interface NamedFunction {
  name: string;
  path: string;
  parameters: Map<string, Parameter>;
}

interface Parameter {
  index: number;
  /** Of the object that is destructured there. */
  property?: string;
}

/** What a call says, and the function around it. */
export interface Call {
  path: string;
  callee: string;
  args: AnyNode[];
  inside: NamedFunction | undefined;
  definitions: Definitions;
  /** From where the file imports its names. */
  imports: Map<string, string>;
}

/** Whether a call means a function: of its own file, or imported from that one's, perhaps by way of an index. */
export function isCallOf({ path, callee, imports }: Call, { name, path: home }: NamedFunction): boolean {
  if (callee !== name) return false;
  const from = imports.get(callee);
  if (from === undefined) return path === home;
  const isIndex = !from.startsWith('.') || from.endsWith('/index.ts');
  return isIndex || join(dirname(path), from) === home;
}

/** What a file gives a name that can stand in a message, by that name. */
export interface Definitions {
  constants: Map<string, AnyNode>;
  /** What its functions return. */
  returns: Map<string, AnyNode[]>;
}

/** Every call by a plain name, `new` included, in the order of the source. */
export async function callsIn({ path, text }: SourceFile): Promise<Call[]> {
  const { code } = await transform(text, { loader: 'ts', format: 'esm', target: 'es2022' });
  const { program, error } = parseCode(code, false);
  if (!program) throw new Error(`${path}: ${error}`);
  const functions = new Map<AnyNode, NamedFunction>();
  const imports = new Map<string, string>();
  const definitions: Definitions = { constants: new Map(), returns: new Map() };
  const calls: (Omit<Call, 'inside'> & { at: number })[] = [];
  walk(program, (node, around) => {
    const parent = around.at(-1);
    const named = namedFunction(node, parent);
    if (named) functions.set(node, { ...named, path });
    if (node.type === 'ImportDeclaration') {
      for (const { local } of node.specifiers) imports.set(local.name, String(node.source.value));
    }
    define(node, parent, definitions);
    if (
      (node.type === 'CallExpression' || node.type === 'NewExpression') &&
      node.callee.type === 'Identifier'
    ) {
      calls.push({
        path,
        callee: node.callee.name,
        args: node.arguments,
        definitions,
        imports,
        at: node.start,
      });
    }
  });
  return calls.map(({ at, ...call }) => ({ ...call, inside: innermost(functions, at) }));
}

function define(node: AnyNode, parent: AnyNode | undefined, { constants, returns }: Definitions): void {
  if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init) {
    constants.set(node.id.name, node.init);
  }
  const name = namedFunction(node, parent)?.name;
  if (name !== undefined) returns.set(name, returnedBy(node));
}

/** The expressions that a function returns, not those of functions inside it. */
function returnedBy(node: AnyNode): AnyNode[] {
  if (node.type === 'ArrowFunctionExpression' && node.expression) return [node.body];
  const returned: AnyNode[] = [];
  walk(node, (inner, around) => {
    if (inner.type === 'ReturnStatement' && inner.argument && functionsIn(around) === 1)
      returned.push(inner.argument);
  });
  return returned;
}

function innermost(functions: ReadonlyMap<AnyNode, NamedFunction>, at: number): NamedFunction | undefined {
  const around = [...functions].filter(([{ start, end }]) => start <= at && at < end);
  return around.sort(([a], [b]) => b.start - a.start)[0]?.[1];
}

function namedFunction(node: AnyNode, parent: AnyNode | undefined): Omit<NamedFunction, 'path'> | undefined {
  switch (node.type) {
    case 'FunctionDeclaration':
      return { name: node.id?.name ?? '', parameters: parametersOf(node) };
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
        ? { name: parent.id.name, parameters: parametersOf(node) }
        : undefined;
    default:
      return undefined;
  }
}

function parametersOf({ params }: FunctionNode): Map<string, Parameter> {
  const parameters = new Map<string, Parameter>();
  for (const [index, pattern] of params.entries()) {
    const plain = withoutDefault(pattern);
    if (plain.type === 'Identifier') parameters.set(plain.name, { index });
    if (plain.type !== 'ObjectPattern') continue;
    for (const member of plain.properties) {
      if (member.type !== 'Property' || member.key.type !== 'Identifier') continue;
      const local = withoutDefault(member.value);
      if (local.type === 'Identifier') parameters.set(local.name, { index, property: member.key.name });
    }
  }
  return parameters;
}

const withoutDefault = (pattern: Pattern): Pattern =>
  pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
