import type * as v from 'valibot';

/**
 * The few schema constructors that definitions need, with valibot's types and protocol (`~run`) but a sixth of its
 * size: the same constructors of valibot take 4,200 of the 9,000 characters a small function may have. Schemas of
 * valibot itself can be mixed in where more is needed. A test runs both side by side.
 */
type Dataset = { value: unknown; typed?: boolean; issues?: Issue[] };
/** A fault: where, and what was expected there. Never what was found: people paste credentials into wrong fields. */
export interface Issue {
  message: string;
  path?: { key: unknown }[];
}
interface Step {
  kind: string;
  type: string;
  wrapped?: Step;
  '~run'(dataset: Dataset, config: object): Dataset;
}

const fail = (dataset: Dataset, message: string, ...path: string[]): Dataset => {
  dataset.typed = false;
  dataset.issues ??= [];
  dataset.issues.push({ message, path: path.map((key) => ({ key })) });
  return dataset;
};

const schema = (type: string, expected: string, isValid: (value: unknown) => boolean): Step => ({
  kind: 'schema',
  type,
  '~run': (dataset) => {
    dataset.typed = true;
    return isValid(dataset.value) ? dataset : fail(dataset, `expected ${expected}`);
  },
});

const inside = (from: Dataset, into: Dataset, key: string): unknown => {
  for (const issue of from.issues ?? []) {
    into.issues ??= [];
    into.issues.push({ ...issue, path: [{ key }, ...(issue.path ?? [])] });
  }
  return from.value;
};

export const text = (() =>
  schema(
    'string',
    'text',
    (value) => typeof value === 'string',
  )) as unknown as () => v.StringSchema<undefined>;

export const boolean = (() =>
  schema(
    'boolean',
    'true or false',
    (value) => typeof value === 'boolean',
  )) as unknown as () => v.BooleanSchema<undefined>;

/** One of a few texts. */
export const oneOf = ((options: readonly string[]) => ({
  ...schema('picklist', options.join(', '), (value) => options.includes(value as string)),
  options,
})) as unknown as <const Options extends readonly string[]>(
  options: Options,
) => v.PicklistSchema<Options, undefined>;

/** Whatever passes the test. */
export const custom = ((isValid: (value: unknown) => boolean, expected: string) =>
  schema('custom', expected, isValid)) as unknown as <Value>(
  isValid: (value: unknown) => boolean,
  expected: string,
) => v.CustomSchema<Value, undefined>;

export const array = ((item: Step) => ({
  kind: 'schema',
  type: 'array',
  item,
  '~run'(dataset: Dataset, config: object) {
    if (!Array.isArray(dataset.value)) return fail(dataset, 'expected an array');
    dataset.typed = true;
    dataset.value = dataset.value.map((value, index) =>
      inside(item['~run']({ value }, config), dataset, `${index}`),
    );
    return dataset;
  },
})) as unknown as <Item extends v.GenericSchema>(item: Item) => v.ArraySchema<Item, undefined>;

export const optional = ((wrapped: Step, fallback?: unknown) => ({
  kind: 'schema',
  type: 'optional',
  wrapped,
  default: fallback,
  '~run'(dataset: Dataset, config: object) {
    dataset.value ??= fallback;
    dataset.typed = true;
    return dataset.value === undefined ? dataset : wrapped['~run'](dataset, config);
  },
})) as unknown as typeof v.optional;

export const pipe = ((...steps: Step[]) => ({
  ...steps[0],
  pipe: steps,
  '~run'(dataset: Dataset, config: object) {
    return steps.reduce((before, step) => (before.issues ? before : step['~run'](before, config)), dataset);
  },
})) as unknown as typeof v.pipe;

export const check = ((isValid: (value: unknown) => boolean, expected: string) =>
  schema('check', expected, isValid)) as unknown as <Value>(
  isValid: (value: Value) => boolean,
  expected: string,
) => v.CheckAction<Value, string>;

export const transform = ((operation: (value: unknown) => unknown) => ({
  kind: 'transformation',
  type: 'transform',
  '~run'(dataset: Dataset) {
    dataset.value = operation(dataset.value);
    return dataset;
  },
})) as unknown as <Input, Output>(operation: (value: Input) => Output) => v.TransformAction<Input, Output>;

/** An object with these members and no others. */
export const strictObject = ((entries: Record<string, Step>) => ({
  kind: 'schema',
  type: 'strict_object',
  entries,
  '~run'(dataset: Dataset, config: object) {
    const input = dataset.value as Record<string, unknown>;
    const output: Record<string, unknown> = {};
    for (const key in entries) {
      const entry = entries[key] as Step;
      const value = Object.hasOwn(input, key) ? input[key] : undefined;
      if (value === undefined && entry.type !== 'optional') fail(dataset, 'is required', key);
      else output[key] = inside(entry['~run']({ value }, config), dataset, key);
    }
    for (const key in input) if (!Object.hasOwn(entries, key)) fail(dataset, 'is not a known field', key);
    dataset.value = output;
    return dataset;
  },
})) as unknown as <const Entries extends v.ObjectEntries>(
  entries: Entries,
) => v.StrictObjectSchema<Entries, undefined>;
