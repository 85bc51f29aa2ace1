import * as v from 'valibot';

/** valibot's objects take lists too. */
const noList = v.custom<Record<string, unknown>>((value) => !Array.isArray(value), 'expected an object');

/** An object with any members of one kind. */
export const members = <Member extends v.GenericSchema>(member: Member) =>
  v.pipe(noList, v.record(v.string(), member));

/** An object with these fields and no others. */
export const fields = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.pipe(
    noList,
    v.strictObject(entries, ({ expected }) => {
      if (expected === 'Object') return 'expected an object';
      return expected === 'never'
        ? `no such field; known are ${Object.keys(entries).join(', ')}`
        : 'is missing';
    }),
  );
