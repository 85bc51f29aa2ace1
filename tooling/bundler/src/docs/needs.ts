import type { Fields } from '@lp-functions/platform';
import {
  type AnyFunctionDefinition,
  commonEnvironment,
  type SecretNeed,
  secretNeeds,
} from '@lp-functions/platform/internal';
import { choicesOf, readAs } from './field.ts';

/** Some field takes one of them, so that "when it is set" can be tried. */
const SAMPLES: readonly string[] = ['https://a.test', 'sample', '1', '{"a":"b"}'];

const WORDS: Record<SecretNeed, string> = { required: 'required', optional: 'optional', unused: 'not' };

/**
 * When each secret of a function is needed, in words, found by asking the definition: first with no variable set, then
 * with each variable set to each of its values.
 */
export function needTexts({ environment, secrets }: AnyFunctionDefinition): Record<string, string> {
  const fields: Fields = { ...commonEnvironment, ...environment };
  const entries = Object.entries(fields);
  const plain = Object.fromEntries(entries.map(([name, field]) => [name, readAs(field, undefined)]));
  const needsWith = (env: Record<string, unknown>) => secretNeeds(secrets, env);
  const usual = needsWith(plain);
  const trials = entries.flatMap(([variable, field]) =>
    trialsOf(field).map(({ text, value }) => ({
      variable,
      text,
      needs: needsWith({ ...plain, [variable]: value }),
    })),
  );
  return Object.fromEntries(
    Object.entries(usual).map(([secret, need]) => {
      const others = trials.filter(({ needs }) => needs[secret] !== need);
      const exceptions = (['required', 'optional', 'unused'] as const).flatMap((other) => {
        const conditions = others.filter(({ needs }) => needs[secret] === other);
        return conditions.length > 0 ? [`${WORDS[other]} with ${conditionText(conditions)}`] : [];
      });
      const parts = need === 'unused' && exceptions.length > 0 ? exceptions : [WORDS[need], ...exceptions];
      return [secret, parts.join('; ')];
    }),
  );
}

interface Trial {
  /** Nothing when the value is only an example of one. */
  text?: string;
  value: unknown;
}

function trialsOf(field: Fields[string]): Trial[] {
  const choices = choicesOf(field);
  if (choices.length > 0) return choices.map((text) => ({ text, value: readAs(field, text) }));
  const sample = SAMPLES.find((text) => readAs(field, text) !== undefined);
  return sample === undefined ? [] : [{ value: readAs(field, sample) }];
}

/** `AUTH` `key` or `none`, `CONNECTIONS` */
function conditionText(conditions: readonly { variable: string; text?: string | undefined }[]): string {
  const variables = [...new Set(conditions.map(({ variable }) => variable))];
  return variables
    .map((variable) => {
      const values = conditions.filter((condition) => condition.variable === variable);
      const texts = values.flatMap(({ text }) => (text === undefined ? [] : [`\`${text}\``]));
      return [`\`${variable}\``, ...(texts.length > 0 ? [texts.join(' or ')] : [])].join(' ');
    })
    .join(', ');
}
