import { join } from 'node:path';
import { packageNameOf } from '../bundle/carried.ts';
import { isForeign } from '../bundle/origin.ts';
import { createLocator, formatPlace } from '../locate.ts';
import type { Problem, Verdict } from '../problem.ts';
import type { Artifact, Code, Config, Finding, Rule } from './artifact.ts';
import { charactersRule } from './rules/characters.ts';
import { commonJsRule } from './rules/commonjs.ts';
import { computedRequireRule } from './rules/computed-require.ts';
import { configRule } from './rules/config.ts';
import { consoleRule } from './rules/console.ts';
import { descriptionRule } from './rules/description.ts';
import { environmentRule } from './rules/environment.ts';
import { filesRule } from './rules/files.ts';
import { importsRule } from './rules/imports.ts';
import { nameRule } from './rules/name.ts';
import { shapeRule } from './rules/shape.ts';
import { sizeRule } from './rules/size.ts';
import { syntaxRule } from './rules/syntax.ts';
import { vendorRewritingRule } from './rules/vendor-rewriting.ts';
import { vendorTextRule } from './rules/vendor-text.ts';

/** What the platform lacks or forbids, and what therefore sources should not use. Each rule stands alone. */
export const SOURCE_RULES: readonly Rule<Code>[] = [
  consoleRule,
  commonJsRule,
  computedRequireRule,
  filesRule,
];

/** What the platform and its tools demand of the file. */
export const CODE_RULES: readonly Rule<Code>[] = [
  sizeRule,
  charactersRule,
  syntaxRule,
  importsRule,
  shapeRule,
  vendorTextRule,
  vendorRewritingRule,
];

/** ... and of what stands beside it. */
export const CONFIG_RULES: readonly Rule<Config>[] = [nameRule, descriptionRule, configRule, environmentRule];

/** Every way in which code breaks a rule of its platform; without an error it may be uploaded. */
export const checkCode = (code: Code): Verdict => check(code, CODE_RULES);

/** What the sources use that the platform has not. Asks a bundle that nothing was replaced in. */
export const checkSources = (code: Code): Verdict => check(code, SOURCE_RULES);

function check(code: Code, rules: readonly Rule<Code>[]): Verdict {
  const judged = createJudge(code);
  const all = rules.flatMap((each) => each.check(code).map((finding) => judged(each.rule, finding)));
  const only = (wanted: Severity) => all.filter(({ severity }) => severity === wanted);
  return {
    errors: only('error').map(({ problem }) => problem),
    warnings: oncePerPackage(only('warning')).map(({ problem }) => problem),
  };
}

/** Every way in which the description of a function breaks a rule of its platform. */
export function checkConfig(config: Config): Problem[] {
  return CONFIG_RULES.flatMap(({ rule, check }) =>
    check(config).map(({ found, remedy }) => ({ file: config.file, rule, found, remedy })),
  );
}

/** Every breach that keeps an artifact from being uploaded. */
export const checkArtifact = (artifact: Artifact): Problem[] => [
  ...checkCode(artifact).errors,
  ...checkConfig({ ...artifact, file: join(artifact.dir, 'config.json') }),
];

type Severity = NonNullable<Finding['inPackages']>;

interface Judged {
  severity: Severity;
  problem: Problem;
  /** The installed package that it was found in. */
  installed?: string;
}

/** A package may do in a hundred places what is told once. */
function oncePerPackage(all: readonly Judged[]): Judged[] {
  const keyOf = ({ problem, installed }: Judged) =>
    `${problem.rule} ${problem.found} ${installed ?? problem.file}`;
  return [...new Map(all.toReversed().map((one) => [keyOf(one), one])).values()].reverse();
}

/** Finds the sources of what was found, and decides by them what it means. */
function createJudge({ code, map, dir }: Code): (rule: string, finding: Finding) => Judged {
  const locate = createLocator({ code, map });
  return (rule, { found, remedy, index, inPackages = 'error', inOwn = 'error' }) => {
    const place = index === undefined ? undefined : locate(index);
    const problem = { file: place ? formatPlace(place) : join(dir, 'index.js'), rule, found, remedy };
    // What has no source is the bundler's own, and knows what it does.
    if (map !== undefined && index !== undefined && !place) return { severity: 'fine', problem };
    return place && isForeign(place.file)
      ? { severity: inPackages, problem, installed: packageNameOf(place.file) }
      : { severity: inOwn, problem };
  };
}
