import type { RecordedRequest } from '@lp-functions/emulator';

interface Parts {
  path: string;
  query: string;
  /** The body of a form. */
  form: string;
  /** The body of anything else. */
  other: string;
  type: string;
  pairs: string[];
}

/** What RFC 5849 section 3.4 says about requests, each as a request to which it applies. */
const RULES: Record<string, (parts: Parts) => boolean> = {
  "a path with ' encoded": ({ path }) => path.includes('%27'),
  'a path with | encoded': ({ path }) => path.includes('%7C'),
  'a path with ^ encoded': ({ path }) => path.includes('%5E'),
  'a path with lower-case escapes': ({ path }) => path.includes('%7e'),
  'a path with an escaped slash': ({ path }) => path.includes('%2F'),
  'a path with a % that encodes nothing': ({ path }) => path.includes('100%25'),
  'a path outside the BMP': ({ path }) => path.includes('%F0%9F%98%80'),
  'no query': ({ query }) => query === '',
  'a second ? in the query': ({ query }) => query.includes('?'),
  'a + in the query': ({ query }) => query.includes('+'),
  'an empty pair in the query': ({ query }) => query.includes('&&'),
  'a query outside the BMP': ({ query }) => query.includes('%F0%9F'),
  'a query with bytes that are no UTF-8': ({ query }) => query.includes('%FF'),
  'a query with a % that encodes nothing': ({ query }) => query.includes('=%25zz'),
  'a form with a % that encodes nothing': ({ form }) => /%(?![\da-f]{2})/i.test(form),
  'a + in a form': ({ form }) => form.includes('+'),
  'raw characters in a form': ({ form }) => /[^\x20-\x7e]/.test(form),
  'an empty form': ({ type, form }) => type === 'form' && form === '',
  'a form with parameters of its media type': ({ type, form }) => type === 'form; charset' && form !== '',
  JSON: ({ other }) => /^[[{]/.test(other),
  'pairs in a body that is no form': ({ other }) => /^[^[{]*=\w*&/.test(other),
  multipart: ({ type }) => type === 'multipart',
  'no body': ({ type }) => type === '',
  'parameters in query and form': ({ query, form }) => query !== '' && form !== '',
  'a name without a value': ({ pairs }) => pairs.includes('b'),
  'a value without a name': ({ pairs }) => pairs.includes('=d'),
  'a value with =': ({ pairs }) => pairs.includes('e=f=g'),
  'one name with several values': ({ pairs }) => pairs.includes('a=1') && pairs.includes('a=2'),
  'one pair several times': ({ pairs }) => pairs.filter((pair) => pair === 'a=1').length > 1,
  'a name that begins with another': ({ pairs }) =>
    pairs.some((pair) => pair.startsWith('a=')) && pairs.some((pair) => pair.startsWith('a-=')),
  'the name __proto__': ({ pairs }) => pairs.some((pair) => pair.startsWith('__proto__=')),
  'the name constructor': ({ pairs }) => pairs.some((pair) => pair.startsWith('constructor=')),
};

/** How many requests each rule applied to. */
export function countRules(requests: readonly RecordedRequest[]): Record<string, number> {
  const all = requests.map(partsOf);
  return Object.fromEntries(
    Object.entries(RULES).map(([name, applies]) => [name, all.filter(applies).length]),
  );
}

function partsOf({ target, headers, body }: RecordedRequest): Parts {
  const [, path = '', query = ''] = /^([^?]*)\??(.*)$/s.exec(target) ?? [];
  const contentType = (headers['content-type'] ?? '').toLowerCase();
  const isForm = contentType.startsWith('application/x-www-form-urlencoded');
  const form = isForm ? body : '';
  return {
    path,
    query,
    form,
    other: isForm ? '' : body,
    type: isForm
      ? contentType.includes('charset')
        ? 'form; charset'
        : 'form'
      : contentType.replace(/\/form.*/, ''),
    pairs: [query, form].flatMap((text) => text.split('&')),
  };
}
