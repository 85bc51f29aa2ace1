/** Headers by name. Not by their entries, of which `Set-Cookie` has one for each cookie. */
export const toRecord = (headers: Headers): Record<string, string> =>
  Object.fromEntries([...headers.keys()].map((name) => [name, `${headers.get(name)}`]));
