import type { FunctionConfig } from '../deployment/config.ts';
import type { Target } from '../target.ts';

/** What the platform gets, and what its rules are about. */
export interface Artifact {
  target: Target;
  /** The platform's name of the function. */
  name: string;
  /** Folder of `index.js` and `config.json`, for messages. */
  dir: string;
  code: string;
  config: FunctionConfig;
}

/** One breach of a rule. */
export interface Finding {
  found: string;
  remedy: string;
}

export interface Rule {
  /** Stable name, for messages and tests. */
  rule: string;
  file: 'index.js' | 'config.json';
  check(artifact: Artifact): Finding[];
}
