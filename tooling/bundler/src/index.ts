export { type Artifact, checkArtifact } from './check/check.ts';
export { readManifest } from './collect/collect.ts';
export type { FunctionConfig } from './deployment/config.ts';
export { BuildError, formatProblem, type Problem } from './problem.ts';
export type { Manifest, ManifestEntry } from './report.ts';
export { CODE_LIMIT_CHARACTERS, TARGETS, type Target } from './target.ts';
