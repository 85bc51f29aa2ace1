import type { AnyNode } from 'acorn';
import { importLineOf } from '../../bundle/banner.ts';
import { functionsIn, isParameter, isPropertyName, isTypeof, parseArtifact, walk } from '../../program.ts';
import { type Target, TOOLBELTS } from '../../target.ts';
import type { Code, Finding, Rule } from '../artifact.ts';
import { endOfBanner } from '../banner-end.ts';
import { excerpt } from '../excerpt.ts';

/** Only what the platform provides is imported, only in the banner, and nothing is exported. */
export const importsRule: Rule<Code> = {
  rule: 'imports',
  check: (artifact) => {
    const { program } = parseArtifact(artifact);
    if (program === undefined) return [];
    const { code, target } = artifact;
    const findings: Finding[] = [];
    const afterBanner = endOfBanner(code, target);
    walk(program, (node, around) => {
      if (node.end <= afterBanner) return;
      const breach = breachAt(node, around, target);
      if (!breach) return;
      const { remedy, inPackages = 'error' } = breach;
      const found = `${node.type} ${excerpt(code, node.start)}`;
      findings.push({ found, remedy, inPackages, index: node.start });
    });
    return findings;
  },
};

type Breach = Pick<Finding, 'remedy' | 'inPackages'>;

function breachAt(node: AnyNode, around: readonly AnyNode[], target: Target): Breach | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return { remedy: bundleIt(target) };
    case 'ImportExpression':
      return { remedy: 'import statically, so that the module is bundled', inPackages: 'warning' };
    case 'MetaProperty':
      return node.meta.name === 'import'
        ? { remedy: 'remove import.meta: it does not survive the change to CommonJS' }
        : undefined;
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
    case 'ExportAllDeclaration':
      return { remedy: 'export nothing: the platform calls the top-level function lambda' };
    case 'Identifier':
      return node.name === 'require' && !isAllowed(node, around) ? { remedy: bundleIt(target) } : undefined;
    case 'AwaitExpression':
      return functionsIn(around) === 0 ? TOP_LEVEL_AWAIT : undefined;
    case 'ForOfStatement':
      return node.await && functionsIn(around) === 0 ? TOP_LEVEL_AWAIT : undefined;
    default:
      return undefined;
  }
}

const TOP_LEVEL_AWAIT: Breach = {
  remedy: 'move the top-level await into the handler: it does not survive the change to CommonJS',
};

const bundleIt = (target: Target): string =>
  `bundle the module; only the platform's own are imported, each in a line at the top, like ${importLineOf(TOOLBELTS[target], target)}`;

/**
 * A parameter of that name, or esbuild's stand-in for what packages require by computed names: it asks for `require`
 * first, `typeof require`, and throws where there is none.
 */
function isAllowed(node: AnyNode, around: readonly AnyNode[]): boolean {
  const parent = around.at(-1);
  if (isParameter('require', around) || isPropertyName(node, parent) || isTypeof(parent)) return true;
  if (parent?.type === 'ConditionalExpression') return parent.consequent === node;
  return parent?.type === 'MemberExpression' && nameOf(parent.property) === 'apply';
}

const nameOf = (node: AnyNode): string | undefined => (node.type === 'Identifier' ? node.name : undefined);
