import type { Expression, Statement } from 'acorn';
import { footerOf } from '../../bundle/banner.ts';
import { parseArtifact } from '../../program.ts';
import { BUNDLE_VARIABLE } from '../../target.ts';
import type { Code, Rule } from '../artifact.ts';
import { endOfBanner } from '../banner-end.ts';

/** Banner, one variable that holds the bundle, footer: the shape that runs everywhere and stays as it is. */
export const shapeRule: Rule<Code> = {
  rule: 'shape',
  check: (artifact) => {
    const { program } = parseArtifact(artifact);
    if (program === undefined) return [];
    const { code, target } = artifact;
    const bannerEnd = endOfBanner(code, target);
    const [bundle, footer, ...rest] = program.body.filter(({ start }) => start >= bannerEnd) as Statement[];
    const lines = code.slice(bannerEnd).split('\n');
    const isLambdaLast =
      footer !== undefined &&
      code.slice(footer.start) === `${footerOf(target)}\n` &&
      code[footer.start - 1] === '\n';
    const isWhole = rest.length === 0 && lines[0]?.startsWith(`var ${BUNDLE_VARIABLE}=`);
    if (isWhole && isLambdaLast && isBundle(bundle)) return [];
    return [
      {
        found: `not one variable ${BUNDLE_VARIABLE} with the bundle and then exactly ${JSON.stringify(footerOf(target))}`,
        remedy: 'build the file with lp-bundle and do not edit it afterwards',
      },
    ];
  },
};

/** `var lpFunction=(()=>{ ... })();` */
function isBundle(statement: Statement | undefined): boolean {
  if (statement?.type !== 'VariableDeclaration' || statement.declarations.length !== 1) return false;
  const [declaration] = statement.declarations;
  return (
    declaration?.id.type === 'Identifier' &&
    declaration.id.name === BUNDLE_VARIABLE &&
    isCalledArrow(declaration.init)
  );
}

function isCalledArrow(expression: Expression | null | undefined): boolean {
  if (expression?.type !== 'CallExpression' || expression.arguments.length > 0) return false;
  const { callee } = expression;
  return callee.type === 'ArrowFunctionExpression' && !callee.async && callee.params.length === 0;
}
