import type { AnyNode } from 'acorn';
import { bannerOf, EXTERNALS, type Target } from '../../target.ts';
import type { Finding, Rule } from '../artifact.ts';
import { excerpt } from '../excerpt.ts';
import { isPropertyName, type Place, parseArtifact, walk } from '../program.ts';

/** Only what the platform provides is imported, only in the banner, nothing is exported, CommonJS is not relied on. */
export const importsRule: Rule = {
  rule: 'imports',
  file: 'index.js',
  check: (artifact) => {
    const { program } = parseArtifact(artifact);
    if (program === undefined) return [];
    const { code, target } = artifact;
    const findings: Finding[] = [];
    const afterBanner = endOfBanner(code, target);
    walk(program, (node, place) => {
      if (node.end <= afterBanner) return;
      const remedy = remedyFor(node, place, target);
      if (remedy !== undefined) findings.push({ found: `${node.type} ${excerpt(code, node.start)}`, remedy });
    });
    return findings;
  },
};

/** Length of the first lines of the file, as far as they are what the platform's tools understand. */
export function endOfBanner(code: string, target: Target): number {
  const allowed = bannerOf(target, Object.keys(EXTERNALS));
  let end = 0;
  for (const line of code.split('\n')) {
    if (!allowed.includes(line)) break;
    end += line.length + 1;
  }
  return end;
}

function remedyFor(node: AnyNode, { functions, parent }: Place, target: Target): string | undefined {
  const banner = `allowed are only these lines, at the top: ${bannerOf(target, Object.keys(EXTERNALS)).join(' ')}`;
  switch (node.type) {
    case 'ImportDeclaration':
      return `bundle the module; ${banner}`;
    case 'ImportExpression':
      return 'import statically, so that the module is bundled';
    case 'MetaProperty':
      return node.meta.name === 'import'
        ? 'remove import.meta: it does not survive the change to CommonJS'
        : undefined;
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
    case 'ExportAllDeclaration':
      return 'export nothing: the platform calls the top-level function lambda';
    case 'Identifier':
      if (isPropertyName(node, parent)) return undefined;
      if (node.name === 'require') return `bundle the module; ${banner}`;
      return COMMONJS_ONLY.includes(node.name) && !isTypeof(parent)
        ? `do without ${node.name}: an ES module of V2 does not have it`
        : undefined;
    case 'AwaitExpression':
      return functions === 0 ? TOP_LEVEL_AWAIT : undefined;
    case 'ForOfStatement':
      return functions === 0 && node.await ? TOP_LEVEL_AWAIT : undefined;
    default:
      return undefined;
  }
}

const TOP_LEVEL_AWAIT =
  'move the top-level await into the handler: it does not survive the change to CommonJS';

const COMMONJS_ONLY = ['module', 'exports', '__filename', '__dirname'];

/** How code asks whether there is a variable. */
const isTypeof = (parent: AnyNode | undefined): boolean =>
  parent?.type === 'UnaryExpression' && parent.operator === 'typeof';
