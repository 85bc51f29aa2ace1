import { type Fields, isObject } from '@lp-functions/platform';
import { type AnyFunctionDefinition, secretVariable } from '@lp-functions/platform/internal';
import { factsOf } from './field.ts';
import { needTexts } from './needs.ts';

/** The texts of a package's `src/docs.ts`. */
export interface Docs {
  environment: Record<string, string>;
  secrets: Record<string, string>;
  payload: Record<string, string>;
  result: string;
}

export const isDocs = (value: unknown): value is Docs =>
  isObject(value) &&
  isObject(value.environment) &&
  isObject(value.secrets) &&
  isObject(value.payload) &&
  typeof value.result === 'string';

/** What docs/functions.md says about one function. */
export function sectionOf(definition: AnyFunctionDefinition, docs: Docs): string {
  const { name, description, environment, payload } = definition;
  const secrets = Object.keys(definition.secrets);
  const needs = needTexts(definition);
  return [
    `### ${name}`,
    description,
    table(
      ['variable', 'default', 'accepts', 'meaning'],
      Object.entries(environment as Fields).map(([variable, field]) => {
        const { isRequired, fallback, accepts } = factsOf(field);
        const standard = fallback === undefined ? '' : code(fallback);
        return [code(variable), isRequired ? '**required**' : standard, accepts, docs.environment[variable]];
      }),
    ),
    table(
      ['secret', 'needed', 'its name can be changed by', 'meaning'],
      secrets.map((secret) => [
        code(secret),
        needs[secret],
        code(secretVariable(secret)),
        docs.secrets[secret],
      ]),
    ),
    table(
      ['payload field', 'accepts', 'meaning'],
      Object.entries(payload as Fields).map(([field, schema]) => {
        const { isRequired, fallback, accepts } = factsOf(schema);
        const absent = isRequired
          ? ' (required)'
          : fallback === undefined
            ? ''
            : ` (default ${code(fallback)})`;
        return [code(field), accepts + absent, docs.payload[field]];
      }),
    ),
    `Result: ${docs.result}`,
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

const code = (text: string): string => `\`${text}\``;

/** Nothing for a table without rows. */
function table(headings: readonly string[], rows: readonly (string | undefined)[][]): string {
  if (rows.length === 0) return '';
  return [headings, headings.map(() => '---'), ...rows].map(row).join('\n');
}

function row(cells: readonly (string | undefined)[]): string {
  const texts = cells.map((cell = '') => cell.replaceAll('|', '\\|').replaceAll('\n', ' '));
  return `|${texts.map((text) => (text === '---' ? text : ` ${text}${text === '' ? '' : ' '}`)).join('|')}|`;
}
