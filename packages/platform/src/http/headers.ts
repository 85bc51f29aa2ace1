import { FunctionError } from '../errors/function-error.ts';

/** A token (RFC 9110 5.6.2). */
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
/** A field value (RFC 9110 5.5) that can be sent byte by byte. */
const VALUE = /^[\t -~\x80-\xff]*$/;

export const isHeaderName = (name: string): boolean => NAME.test(name);

export const isHeaderValue = (value: unknown): value is string =>
  typeof value === 'string' && VALUE.test(value);

/**
 * Refuses what HTTP cannot express before anything is sent: where it comes from a secret, that was pasted
 * with a typographic quote or a line break.
 * @throws `CONFIG_INVALID`, which names the header but not its value
 */
export function checkHeaders(headers: Record<string, string> = {}): void {
  for (const [name, value] of Object.entries(headers)) {
    if (isHeaderValue(value)) continue;
    throw new FunctionError(
      'CONFIG_INVALID',
      `header ${name}: its value holds a character that no header may hold, such as a line break or a ` +
        'typographic quote; enter the secret or variable it comes from anew',
    );
  }
}
