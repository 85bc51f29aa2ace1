import type { AnyNode, BinaryExpression, TemplateLiteral } from 'acorn';
import type { Definitions } from './syntax.ts';

/** A piece of a message: text, or the name of what stands there. */
export type Piece = { text: string } | { hole: string };

/** A text of many texts would fill the page with its variants; its name says as much. */
const MAX_VARIANTS = 16;
/** Deeper than any constant that is made of others. */
const MAX_DEPTH = 4;

/** The texts that an expression can stand for, as far as its file says. */
export function render(node: AnyNode | undefined, definitions: Definitions, depth = MAX_DEPTH): Piece[][] {
  const inner = (child: AnyNode) => render(child, definitions, depth);
  switch (node?.type) {
    case 'Literal':
      return [[{ text: literalText(node.value) }]];
    case 'TemplateLiteral':
      return renderTemplate(node, inner);
    case 'BinaryExpression':
      return isJoining(node) ? combine(inner(node.left), inner(node.right)) : [[{ hole: nameOf(node.left) }]];
    case 'ConditionalExpression':
      return [...inner(node.consequent), ...inner(node.alternate)];
    case 'LogicalExpression':
      return node.operator === '&&' ? inner(node.right) : [...inner(node.left), ...inner(node.right)];
    case 'Identifier':
      return renderNamed(node.name, [definitions.constants.get(node.name)], definitions, depth);
    case 'CallExpression': {
      const name = nameOf(node);
      const returned = node.callee.type === 'Identifier' ? (definitions.returns.get(name) ?? []) : [];
      return renderNamed(name, returned, definitions, depth);
    }
    default:
      return [[{ hole: nameOf(node) }]];
  }
}

/** What a name stands for, if that says more than the name: some text of its own, in not too many variants. */
function renderNamed(
  name: string,
  meanings: readonly (AnyNode | undefined)[],
  definitions: Definitions,
  depth: number,
): Piece[][] {
  const variants =
    depth === 0 ? [] : meanings.flatMap((node) => (node ? render(node, definitions, depth - 1) : []));
  const isTelling =
    variants.length > 0 &&
    variants.length <= MAX_VARIANTS &&
    variants.every((pieces) => pieces.some((piece) => 'text' in piece));
  return isTelling ? variants : [[{ hole: name }]];
}

const renderTemplate = ({ quasis, expressions }: TemplateLiteral, inner: (node: AnyNode) => Piece[][]) =>
  quasis.reduce<Piece[][]>(
    (variants, { value }, index) => {
      const literal = combine(variants, [[{ text: value.cooked ?? '' }]]);
      const expression = expressions[index];
      return expression ? combine(literal, inner(expression)) : literal;
    },
    [[]],
  );

/** Whether texts are joined, not numbers added. */
const isJoining = ({ operator, left, right }: BinaryExpression): boolean =>
  operator === '+' &&
  ![left, right].some((side) => side.type === 'Literal' && typeof side.value === 'number');

/** Numbers as people read them. */
const literalText = (value: unknown): string =>
  typeof value === 'number' ? value.toLocaleString('en-US') : String(value);

/** What to call the value of an expression: the last name in it. */
function nameOf(node: AnyNode | undefined): string {
  switch (node?.type) {
    case 'Identifier':
      return node.name;
    case 'MemberExpression':
      return node.computed ? nameOf(node.object) : nameOf(node.property);
    case 'CallExpression':
      return node.callee.type === 'MemberExpression' ? nameOf(node.callee.object) : nameOf(node.callee);
    case 'AwaitExpression':
      return nameOf(node.argument);
    default:
      return '…';
  }
}

/** Every beginning with every end. */
export const combine = (left: readonly Piece[][], right: readonly Piece[][]): Piece[][] =>
  left.flatMap((begin) => right.map((end) => [...begin, ...end]));
