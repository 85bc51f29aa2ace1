/** How often a test repeats something with other data. */
export interface Repetition {
  times: number;
  /** For the name of the test: a sample says that it is one. */
  told: string;
  /** Of a sample, which is the same every time; otherwise nobody knows what comes. */
  seed: number | undefined;
}

export interface RepetitionOptions {
  /** A variable that sets another number, for whoever looks for something rare. */
  variable: `LP_${string}`;
  /** As often as it takes to trust it: in the gate, which sets `LP_THOROUGH`. */
  all: number;
  /** As often as a developer waits for. */
  sample: number;
}

const SEED = 1;

/** Whether this is the gate. Only this file tells its tests from a developer's. */
export const isThorough = Boolean(process.env.LP_THOROUGH);

export function repetition({ variable, all, sample }: RepetitionOptions): Repetition {
  const given = process.env[variable];
  if (given) return { times: Number(given), told: inWords(Number(given)), seed: undefined };
  if (isThorough) return { times: all, told: inWords(all), seed: undefined };
  return { times: sample, told: `${inWords(sample)} of ${inWords(all)}`, seed: SEED };
}

const inWords = (count: number) => count.toLocaleString('en');
