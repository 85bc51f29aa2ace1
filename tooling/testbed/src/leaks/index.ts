import { spellings } from './spellings.ts';

export { credentialsOfRequest, credentialsOfSecret } from './credentials.ts';

/** The credentials that are found in a text, in whatever spelling; each with that spelling. */
export function findLeaks(text: string, credentials: Iterable<string>): string[] {
  return [...new Set(credentials)].flatMap((credential) => {
    const spelling = spellings(credential).find((each) => text.includes(each));
    return spelling === undefined ? [] : [`${credential} as ${spelling}`];
  });
}
