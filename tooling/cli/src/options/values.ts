import type { LimitsMode } from '@lp-functions/emulator';
import { InvalidArgumentError } from 'commander';

const MODES: readonly LimitsMode[] = ['enforce', 'warn', 'off'];

export function limitsMode(text: string): LimitsMode {
  const mode = MODES.find((known) => known === text);
  if (!mode) throw new InvalidArgumentError(`one of ${MODES.join(', ')}`);
  return mode;
}

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number');
  return Number(text);
}

export function port(text: string): number {
  const value = wholeNumber(text);
  if (value > 65_533) throw new InvalidArgumentError('a port up to 65533: the two above it are used too');
  return value;
}

export function share(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1)) throw new InvalidArgumentError('a share above 0 and up to 1, e.g. 0.083');
  return value;
}

/** `name=value`, for an option that may be given several times. */
export function pair(text: string, before: Record<string, string> = {}): Record<string, string> {
  const [name = '', ...rest] = text.split('=');
  if (name === '' || rest.length === 0) throw new InvalidArgumentError('expected name=value');
  return { ...before, [name]: rest.join('=') };
}

export const list = (text: string, before: string[] = []): string[] => [...before, text];

/** @returns nothing for an empty one: a variable that is set to nothing */
export function profileName(text: string): string | undefined {
  if (!/^[\w-]*$/.test(text)) {
    throw new InvalidArgumentError('letters, digits, - and _, as in deploy.<profile>.json');
  }
  return text === '' ? undefined : text;
}
