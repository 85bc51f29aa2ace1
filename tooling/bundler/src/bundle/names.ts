import type { AnyNode } from 'acorn';
import { createLocator } from '../locate.ts';
import { parseArtifact, walk } from '../program.ts';
import type { Target } from '../target.ts';
import { isForeign } from './origin.ts';

/** A bundle in which everything is as in the sources. */
export interface Readable {
  target: Target;
  /** Folder of its package, relative to the repository. */
  dir: string;
  code: string;
  map: string;
}

/**
 * Whether code may ask for the name of a class or function, which minifying changes: `this.constructor.name`, in a
 * package any `.name`. Keeping names takes a tenth of an artifact, so only those that need it pay.
 */
export function readsNames(readable: Readable): boolean {
  // Most artifacts carry nothing but ours.
  if (!readable.map.includes('node_modules') && !/\.constructor\b|\bnew\.target\b/.test(readable.code))
    return false;
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
