import { type AnyNode, parse } from 'acorn';
import { walk } from '../check/program.ts';

interface Place {
  name: string;
  start: number;
  end: number;
}

/**
 * Leaves out of a bundle the prototype methods that nothing in it names: bundlers keep every `X.prototype.name = …` of
 * a package written before classes. Blanks take the place of what goes, so that the source map stays true.
 */
export function withoutUnusedMethods(module: string): string {
  const methods: Place[] = [];
  const names: Place[] = [];
  walk(parse(module, { ecmaVersion: 'latest', sourceType: 'module' }), (node) => {
    const method = methodOf(node);
    if (method) methods.push(method);
    const name = nameOf(node);
    if (name !== undefined) names.push({ name, start: node.start, end: node.end });
  });
  const unused: Place[] = [];
  // What only an unused method names is unused as well.
  for (let found = true; found; ) {
    found = false;
    for (const method of methods) {
      if (unused.includes(method) || names.some((name) => isUse(name, method, [...unused, method]))) continue;
      unused.push(method);
      found = true;
    }
  }
  return unused.reduce(
    (code, { start, end }) => `${code.slice(0, start)}0${' '.repeat(end - start - 1)}${code.slice(end)}`,
    module,
  );
}

const isUse = ({ name, start }: Place, method: Place, ignored: readonly Place[]): boolean =>
  name === method.name && !ignored.some((place) => place.start <= start && start < place.end);

/** An assignment of a function to a member of a prototype. */
function methodOf(node: AnyNode): Place | undefined {
  if (node.type !== 'AssignmentExpression' || !/Function/.test(node.right.type)) return undefined;
  const { left, start, end } = node;
  if (left.type !== 'MemberExpression' || left.object.type !== 'MemberExpression') return undefined;
  const name = nameOf(left.property);
  return name !== undefined && nameOf(left.object.property) === 'prototype'
    ? { name, start, end }
    : undefined;
}

/** What a node could name: `x.name`, `{ name }` or `x['name']`. */
function nameOf(node: AnyNode): string | undefined {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}
