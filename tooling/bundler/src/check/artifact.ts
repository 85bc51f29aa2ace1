import type { Carried } from '../bundle/carried.ts';
import type { FunctionConfig } from '../deployment/config.ts';
import type { Target } from '../target.ts';

/** The code that the platform gets. */
export interface Code {
  target: Target;
  /** Folder of `index.js`, for messages about what has no place in the sources. */
  dir: string;
  code: string;
  /** Its source map. Without one all code counts as the project's own, and places are those of the file. */
  map?: string;
  /** What it is made of, the largest first. */
  carried?: readonly Carried[];
}

/** What the platform gets to know of a function. */
export interface Config {
  target: Target;
  /** The platform's name of the function. */
  name: string;
  /** Path of its file, for messages. */
  file: string;
  config: FunctionConfig;
}

/** One function for one generation, as it is uploaded. */
export type Artifact = Code & Omit<Config, 'file'>;

/** One breach of a rule. */
export interface Finding {
  found: string;
  remedy: string;
  /** Where in the code it was found. */
  index?: number;
  /** What it is in code of an installed package, which nobody here can mend. @default 'error' */
  inPackages?: 'error' | 'warning' | 'fine';
  /** What it is in all other code. @default 'error' */
  inOwn?: 'error' | 'warning';
}

export interface Rule<Subject> {
  /** Stable name, for messages and tests. */
  rule: string;
  check(subject: Subject): Finding[];
}
