export type { Artifact, Finding, Rule } from './check/artifact.ts';
export { checkArtifact } from './check/check.ts';
export { faultsOfName } from './check/rules/name.ts';
export { readManifest } from './collect/collect.ts';
export type { FunctionConfig } from './deployment/config.ts';
export { updateReference } from './docs/reference.ts';
export { BuildError, formatProblem, type Problem } from './problem.ts';
export type { Manifest, ManifestEntry } from './report.ts';
export { CODE_LIMIT_CHARACTERS, TARGETS, type Target } from './target.ts';
