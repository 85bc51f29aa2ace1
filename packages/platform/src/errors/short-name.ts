const MAX_CHARS = 60;

/** A name that came with a request, as a message repeats it: nobody reads one of 200,000 characters. */
export const shortName = (name: string): string =>
  name.length > MAX_CHARS ? `${name.slice(0, MAX_CHARS)}… (${name.length} characters)` : name;
