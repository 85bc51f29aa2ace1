import type { AnyNode } from 'acorn';
import type { Code } from '../check/artifact.ts';
import { parseArtifact, walk } from '../check/program.ts';
import { createLocator } from '../locate.ts';
import { isForeign } from './origin.ts';

/**
 * Whether code may ask for the name of a class or function, which minifying changes: `this.constructor.name`, in a
 * package any `.name`. Keeping names takes a tenth of an artifact, so only those that need it pay.
 * @param readable a bundle in which names are as in the sources
 */
export function readsNames(readable: Code): boolean {
  const { program } = parseArtifact(readable);
  if (program === undefined) return true;
  const locate = createLocator(readable);
  const isInPackage = ({ start }: AnyNode): boolean => {
    const place = locate(start);
    return place !== undefined && isForeign(place.file);
  };
  let found = false;
  walk(program, (node) => {
    found ||= readsName(node) && (isOfConstructor(node) || isInPackage(node));
  });
  return found;
}

/** `x.name`, `const { name } = x`. */
function readsName(node: AnyNode): boolean {
  if (node.type === 'MemberExpression') return isCalled(node.property, 'name');
  return (
    node.type === 'ObjectPattern' &&
    node.properties.some((property) => property.type === 'Property' && isCalled(property.key, 'name'))
  );
}

/** `x.constructor.name`, `new.target.name` */
function isOfConstructor(node: AnyNode): boolean {
  if (node.type !== 'MemberExpression') return false;
  const { object } = node;
  if (object.type === 'MetaProperty') return true;
  return object.type === 'MemberExpression' && isCalled(object.property, 'constructor');
}

const isCalled = (node: AnyNode, name: string): boolean =>
  (node.type === 'Identifier' && node.name === name) || (node.type === 'Literal' && node.value === name);
