import type { Target } from '../instance/workspace.ts';
import { LIMITS } from '../limits/limits.ts';

/** What the platform refuses. Each generation says it in a form of its own. */
export class Refusal extends Error {
  readonly status: number;
  readonly errorCode: string;

  constructor(status: number, errorCode: string, message: string) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }
}

export const VALIDATION = 'com.liveperson.faas.um.validation-error';

export const invalid = (text: string) => new Refusal(400, VALIDATION, text);
export const unknown = (text: string) => new Refusal(404, 'not-found', text);

/** What both generations demand of every function. */
export function validateMeta({ name, description }: { name?: string; description?: string }): void {
  if (!/^\w{1,50}$/.test(name ?? '')) {
    throw invalid('The name may hold 1 to 50 letters, digits and underscores');
  }
  validateDescription(description);
}

export function validateDescription(description: string | undefined): void {
  if (!description || description.length > 200) {
    throw invalid('The description must have 1 to 200 characters');
  }
}

export function validateCode(code: unknown, target: Target): void {
  const { codeChars } = LIMITS[target].account;
  if (typeof code !== 'string') throw invalid('There is no code');
  if (code.length > codeChars) {
    throw invalid(`The code has ${code.length} characters, more than ${codeChars}`);
  }
  if (!/^(async )?function lambda\(/m.test(code)) {
    throw new Refusal(400, 'com.liveperson.faas.um.contract-error', 'The code declares no lambda');
  }
}

/** Names and values of variables, as many as the generation takes. */
export function validateVariables(
  variables: readonly [name: string, value: unknown][],
  target: Target,
): void {
  const { variables: most = Infinity, variableNameChars, variableValueChars } = LIMITS[target].account;
  if (variables.length > most) throw invalid(`There are more than ${most} variables`);
  for (const [name, value] of variables) {
    const isSound =
      name !== '' &&
      name.length <= variableNameChars &&
      typeof value === 'string' &&
      value.length <= variableValueChars;
    if (!isSound) throw invalid(`The variable ${name} is too long or empty`);
  }
}
