import type { FunctionConfig } from '../deployment/config.ts';
import type { Problem } from '../problem.ts';
import type { Target } from '../target.ts';

/** What the platform gets, and what its rules are about. */
export interface Artifact {
  target: Target;
  /** The platform's name of the function. */
  name: string;
  /** Folder of the artifact, for messages. */
  file: string;
  code: string;
  config: FunctionConfig;
}

/** Every way in which an artifact breaks a rule of its platform; none means that it may be uploaded. */
export function checkArtifact(_artifact: Artifact): Problem[] {
  return [];
}
