/**
 * A question to the variables. Written as a method, so that tools may treat the definitions of all functions
 * alike.
 */
type Question<Env> = { ask(env: Env): boolean }['ask'];

/** What a function says of one of its secrets. */
export interface SecretDeclaration<Env = Record<string, unknown>> {
  /**
   * It says who the client is and may be shown (RFC 6749 2.2); all other secrets are redacted. @default false
   */
  isIdentifier?: boolean;
  /** Whether a run with these variables reads it at all. @default always */
  when?: Question<Env>;
  /** Whether a run with these variables can do without it. @default false */
  optional?: boolean | Question<Env>;
}

/** The secrets of a function, by their default names. */
export type SecretDeclarations<Name extends string = string, Env = Record<string, unknown>> = Readonly<
  Record<Name, SecretDeclaration<Env>>
>;

export type SecretNeed = 'required' | 'optional' | 'unused';

/** How much a function that is configured like this needs each of its secrets. */
export function secretNeeds<Name extends string, Env>(
  declarations: SecretDeclarations<Name, Env>,
  env: Env,
): Record<Name, SecretNeed> {
  const needs: Partial<Record<Name, SecretNeed>> = {};
  for (const name in declarations) needs[name] = needOf(declarations[name], env);
  return needs as Record<Name, SecretNeed>;
}

function needOf<Env>({ when, optional = false }: SecretDeclaration<Env>, env: Env): SecretNeed {
  if (when && !when(env)) return 'unused';
  const isOptional = typeof optional === 'function' ? optional(env) : optional;
  return isOptional ? 'optional' : 'required';
}
