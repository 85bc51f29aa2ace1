import { type Expression, type Property, parse } from 'acorn';

/** What only tools read of a definition. */
const FOR_TOOLS = ['name', 'description'];
/** What tells a definition from other objects. */
const FOR_RUNS = ['environment', 'payload', 'targets', 'handler'];

/**
 * Leaves out of a bundle what only tools read of its definition: some 150 characters of every file. Blanks take the
 * place of what goes, so that the source map stays true.
 */
export function withoutToolProperties(module: string): string {
  const { body } = parse(module, { ecmaVersion: 'latest', sourceType: 'module' });
  return body
    .flatMap((statement) => (statement.type === 'VariableDeclaration' ? statement.declarations : []))
    .flatMap(({ init }) => toolProperties(init))
    .reduce((code, { start, end }) => {
      const next = code[end] === ',' ? end + 1 : end;
      return code.slice(0, start) + ' '.repeat(next - start) + code.slice(next);
    }, module);
}

function toolProperties(init: Expression | null | undefined): Property[] {
  if (init?.type !== 'ObjectExpression') return [];
  const named = (name: string) =>
    init.properties.filter(
      (property): property is Property =>
        property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === name,
    );
  return FOR_RUNS.every((name) => named(name).length === 1) ? FOR_TOOLS.flatMap(named) : [];
}
