/** A family of the spellings that a credential takes on its way to a peer and back. */
export interface Spelling {
  /** The spellings of a credential; those that other families give may be among them. */
  of(secret: string): string[];
  /**
   * Whether a text can hold one of them: most texts cannot, and then nothing has to be spelled out.
   * @param shortestChars length of the shortest credential
   */
  mayStandIn(text: string, shortestChars: number): boolean;
}

/** What looks the same in a URL, a form and JSON. */
const SAME_EVERYWHERE = /^[\w.-]+$/;

/** A longer run of base64's characters is not looked for: to find none takes time by its length. */
const MAX_RUN_CHARS = 40;

const asItIs: Spelling = { of: (secret) => [secret], mayStandIn: () => true };

/** Percent-encoded in URLs and forms, with digits of either case (RFC 3986 2.1). */
const inUrls: Spelling = {
  mayStandIn: (text) => text.includes('%') || text.includes('+'),
  of(secret) {
    if (SAME_EVERYWHERE.test(secret)) return [];
    return [...new Set([percentOf(secret), strictOf(secret), formOf(secret)])].flatMap((spelling) => [
      spelling,
      spelling.replace(/%../g, (octet) => octet.toLowerCase()),
    ]);
  },
};

/** In JSON, as JavaScript, Python and PHP write it, and in JSON that is a text of other JSON. */
const inJson: Spelling = {
  mayStandIn: (text) => text.includes('\\'),
  of(secret) {
    if (SAME_EVERYWHERE.test(secret)) return [];
    const json = jsonOf(secret);
    const ascii = json.replace(/[^\0-\x7f]/g, unicodeEscape);
    const spellings = [json, ascii, json.replaceAll('/', '\\/'), ascii.replaceAll('/', '\\/')];
    return [...new Set(spellings)].flatMap((spelling) => [spelling, jsonOf(spelling)]);
  },
};

/** Within a longer text that is encoded as a whole, as `id:secret` is in a Basic header. */
const inBase64: Spelling = {
  mayStandIn(text, shortestChars) {
    return runOf(Math.min(shortestBase64(shortestChars), MAX_RUN_CHARS)).test(text);
  },
  of: (secret) =>
    SAME_EVERYWHERE.test(secret)
      ? base64Spellings(secret)
      : [...base64Spellings(secret), ...base64Spellings(formOf(secret))],
};

export const SPELLINGS: readonly Spelling[] = [asItIs, inUrls, inJson, inBase64];

/** Half of a surrogate pair has no UTF-8, and encoders replace it. */
const percentOf = (text: string): string => encodeURIComponent(text.toWellFormed());

/** As RFC 3986 has it, and with it OAuth 1.0: JavaScript leaves five characters more as they are. */
const strictOf = (text: string): string =>
  percentOf(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** As URLSearchParams writes a form, in a tenth of its time. */
const formOf = (text: string): string =>
  strictOf(text).replaceAll('%20', '+').replaceAll('%2A', '*').replaceAll('~', '%7E');

const jsonOf = (text: string): string => JSON.stringify(text).slice(1, -1);

const unicodeEscape = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

const runs = new Map<number, RegExp>();

/**
 * So many characters of base64 in a row; from the beginning of a row only, else each of its characters would
 * be one.
 */
function runOf(chars: number): RegExp {
  const run = runs.get(chars) ?? new RegExp(`(?<![\\w+/-])[\\w+/-]{${chars}}`);
  runs.set(chars, run);
  return run;
}

/**
 * By how many bytes stand before a text: how many characters hold bits of them, and no bits of the text
 * alone.
 */
const CHARS_SHARED = [0, 2, 3];

/** The end of the last character that holds only bits of the text and of what stands before it. */
const wholeChars = (bytes: number): number => Math.floor((bytes * 8) / 6);

const shortestBase64 = (chars: number): number =>
  Math.min(...CHARS_SHARED.map((shared, before) => wholeChars(before + chars) - shared));

/** The characters of base64 and base64url that depend on nothing but the text, wherever it stands. */
function base64Spellings(text: string): string[] {
  const padded = Buffer.from(`\0\0${text}`);
  return CHARS_SHARED.flatMap((shared, before) => {
    const bytes = padded.length - 2 + before;
    const spelling = padded.toString('base64', 2 - before).slice(shared, wholeChars(bytes));
    const isSameForUrls = !spelling.includes('+') && !spelling.includes('/');
    return isSameForUrls ? [spelling] : [spelling, spelling.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
