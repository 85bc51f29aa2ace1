/** Shorter values would hide half of any text. */
const MIN_CHARS = 4;
const MASK = '***';

/**
 * Hides known secrets in texts that are shown or kept, in the spellings in which they travel: plain, in URLs
 * and forms, in JSON and in base64.
 */
export function createMask(values: readonly unknown[]): (text: string) => string {
  const spellings = [...new Set(values.flatMap(textsOf).flatMap(spellingsOf))]
    .filter(({ length }) => length >= MIN_CHARS)
    .sort((a, b) => b.length - a.length);
  if (spellings.length === 0) return (text) => text;
  const pattern = new RegExp(spellings.map(escapeForPattern).join('|'), 'g');
  return (text) => text.replace(pattern, MASK);
}

/** A secret may be an object with several credentials in it, or the JSON text of one. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value, ...textsOfJson(value)];
  if (typeof value !== 'object' || value === null) return [];
  return [JSON.stringify(value), ...Object.values(value).flatMap(textsOf)];
}

function textsOfJson(text: string): string[] {
  if (!/^\s*[[{]/.test(text)) return [];
  try {
    return textsOf(JSON.parse(text));
  } catch {
    return [];
  }
}

function spellingsOf(text: string): string[] {
  const percent = encodeURIComponent(text.toWellFormed());
  return [
    text,
    percent,
    percent.replaceAll('%20', '+'),
    JSON.stringify(text).slice(1, -1),
    Buffer.from(text).toString('base64').replace(/=+$/, ''),
  ];
}

const escapeForPattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
