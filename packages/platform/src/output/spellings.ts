/** What looks the same in a URL, a form and JSON. */
const SAME_EVERYWHERE = /^[\w.-]+$/;
const NOT_ASCII = /[^\0-\x7f]/g;

/**
 * The spellings that a credential takes on its way to a peer and back: as it is, percent-encoded, in a form, in JSON,
 * in JSON that is a text of other JSON, in base64.
 */
export function spellingsOf(secret: string): Set<string> {
  const spellings = new Set([secret, ...base64Spellings(secret)]);
  if (SAME_EVERYWHERE.test(secret)) return spellings;
  // Half of a surrogate pair has no UTF-8, and encoders replace it.
  const wellFormed = secret.toWellFormed();
  const percent = encodeURIComponent(wellFormed);
  const strict = percent.replace(/[!'()*]/g, percentOf);
  const form = new URLSearchParams([['', wellFormed]]).toString().slice(1);
  for (const spelling of [percent, strict, form]) {
    // Either case of the digits is right (RFC 3986 2.1).
    spellings.add(spelling).add(spelling.replace(/%../g, (octet) => octet.toLowerCase()));
  }
  const json = inJson(secret);
  const ascii = json.replace(NOT_ASCII, unicodeEscape);
  for (const spelling of [json, ascii, json.replaceAll('/', '\\/'), ascii.replaceAll('/', '\\/')]) {
    spellings.add(spelling).add(inJson(spelling));
  }
  for (const spelling of base64Spellings(form)) spellings.add(spelling);
  return spellings;
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

const percentOf = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;

/** As PHP and Python write JSON: in ASCII. */
const unicodeEscape = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** How many characters at the beginning hold bits of none, one or two bytes that stand before the text. */
const CHARS_SHARED = [0, 2, 3];

/**
 * A text within a longer one that is encoded as a whole, as `id:secret` is in a Basic header: by how many bytes stand
 * before it, three spellings, without the characters that hold bits of its neighbours.
 */
function base64Spellings(text: string): string[] {
  const padded = Buffer.from(`\0\0${text}`);
  return CHARS_SHARED.flatMap((shared, before) => {
    const bytes = padded.subarray(2 - before);
    const whole = Math.floor((bytes.length * 8) / 6);
    const spelling = bytes.toString('base64').slice(shared, whole);
    const forUrls = spelling.replaceAll('+', '-').replaceAll('/', '_');
    return forUrls === spelling ? [spelling] : [spelling, forUrls];
  });
}
