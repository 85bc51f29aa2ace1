import { join } from 'node:path';
import type { Problem } from '../problem.ts';
import type { Artifact, Rule } from './artifact.ts';
import { charactersRule } from './rules/characters.ts';
import { configRule } from './rules/config.ts';
import { consoleRule } from './rules/console.ts';
import { descriptionRule } from './rules/description.ts';
import { environmentRule } from './rules/environment.ts';
import { importsRule } from './rules/imports.ts';
import { nameRule } from './rules/name.ts';
import { shapeRule } from './rules/shape.ts';
import { sizeRule } from './rules/size.ts';
import { syntaxRule } from './rules/syntax.ts';
import { vendorRewritingRule } from './rules/vendor-rewriting.ts';
import { vendorTextRule } from './rules/vendor-text.ts';

/** Everything the platform and its tools demand of an artifact. Each rule stands alone. */
export const RULES: readonly Rule[] = [
  sizeRule,
  charactersRule,
  syntaxRule,
  importsRule,
  shapeRule,
  consoleRule,
  vendorTextRule,
  vendorRewritingRule,
  nameRule,
  descriptionRule,
  configRule,
  environmentRule,
];

/** Every way in which an artifact breaks a rule of its platform; none means that it may be uploaded. */
export function checkArtifact(artifact: Artifact): Problem[] {
  return RULES.flatMap(({ rule, file, check }) =>
    check(artifact).map((finding) => ({ file: join(artifact.dir, file), rule, ...finding })),
  );
}
