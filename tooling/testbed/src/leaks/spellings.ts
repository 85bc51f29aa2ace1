/** Shorter ones would be found in ordinary words. */
const MIN_CHARS = 8;

const escaped = (text: string) => JSON.stringify(text).slice(1, -1);
/** RFC 3986 and RFC 5849 3.6: nothing but unreserved characters stays. */
const percent = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
const form = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);

/**
 * Every spelling in which a credential could be found in what leaves a run.
 * @throws for a credential that is too short to be looked for
 */
export function spellings(credential: string): string[] {
  if (credential.length < MIN_CHARS) {
    throw new Error(`The canary ${credential} is too short to be told from ordinary text`);
  }
  const plain = [
    credential,
    escaped(credential),
    escaped(escaped(credential)),
    encodeURIComponent(credential),
    percent(credential),
    form(credential),
  ];
  const encoded = [credential, percent(credential), form(credential)].flatMap(insideBase64);
  return [...new Set([...plain, ...encoded])];
}

/**
 * How a text looks inside of a longer text in base64, e.g. as a part of a Basic header: it may start at each of three
 * places of a group, and the characters that it shares with its neighbours are left out.
 */
function insideBase64(text: string): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
    const from = offset === 0 ? 0 : offset + 1;
    const to = Math.floor(bytes.length / 3) * 4;
    return [bytes.toString('base64'), bytes.toString('base64url')].map((encoded) => encoded.slice(from, to));
  });
}
