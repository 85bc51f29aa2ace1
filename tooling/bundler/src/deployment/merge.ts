/** Members of a JSON object. */
export type Members = Record<string, unknown>;

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members of an object; none of anything else. */
export const membersOf = (value: unknown): Members => (isMembers(value) ? value : {});

/** Lays one object over another, member by member: what it names replaces, objects are merged in turn. */
export function merge(base: Members, over: Members): Members {
  const replaced = Object.entries(over).map(([name, value]): [string, unknown] => [
    name,
    isMembers(value) ? merge(membersOf(base[name]), value) : value,
  ]);
  return { ...base, ...Object.fromEntries(replaced) };
}

/** Without the members that are `null`: the way for an upper layer to take away what a lower one sets. */
export function withoutNulls(members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}
