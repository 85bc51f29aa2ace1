import { percentDecode } from './percent.ts';

/** A decoded parameter. Names and values are bytes: nothing says that a request is UTF-8. */
export interface Parameter {
  name: Buffer;
  value: Buffer;
  from: 'header' | 'query' | 'body';
}

/** Splits a query or a form (RFC 5849 section 3.4.1.3.1). A pair without `=` has an empty value; empty pairs are none. */
export function parsePairs(text: string, from: 'query' | 'body'): Parameter[] {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return { name: percentDecode(name, 'form'), value: percentDecode(value, 'form'), from };
    });
}

/** One `name="value"` of the header and the comma behind it; the value is a quoted string (RFC 9110 section 5.6.4). */
const HEADER_PAIR = /\s*([A-Za-z0-9\-._~%]+)="((?:[^"\\]|\\.)*)"\s*(,|$)/y;
const ENCODED = /^(?:[A-Za-z0-9\-._~]|%[0-9A-F]{2})*$/;

/**
 * The parameters of an `Authorization: OAuth` header, without `realm` (RFC 5849 sections 3.5.1 and 3.4.1.3.1).
 * @throws on anything that is not exactly the grammar: commas without a pair, unquoted or unencoded values
 */
export function parseAuthorization(header: string): { realm: string | undefined; parameters: Parameter[] } {
  const scheme = /^OAuth[ \t]+/i.exec(header);
  if (!scheme) throw new Error('the Authorization header does not use the scheme OAuth');
  let realm: string | undefined;
  const parameters: Parameter[] = [];
  HEADER_PAIR.lastIndex = scheme[0].length;
  for (let isLast = false; !isLast; ) {
    const [, name = '', value = '', comma] = HEADER_PAIR.exec(header) ?? [];
    if (!name) throw new Error('the Authorization header holds something that is no name="value"');
    isLast = comma === '';
    if (name.toLowerCase() === 'realm') {
      if (realm !== undefined) throw new Error('realm appears twice');
      realm = value.replace(/\\(.)/g, '$1');
      continue;
    }
    if (!ENCODED.test(name) || !ENCODED.test(value)) {
      throw new Error(`the value of ${name} is not percent-encoded as section 3.6 says`);
    }
    parameters.push({
      name: percentDecode(name, 'header'),
      value: percentDecode(value, 'header'),
      from: 'header',
    });
  }
  return { realm, parameters };
}
