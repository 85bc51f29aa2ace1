import { footerOf, importLineOf } from '../../src/bundle/banner.ts';
import type { Artifact } from '../../src/check/artifact.ts';
import { checkArtifact } from '../../src/check/check.ts';
import { configOf } from '../../src/deployment/config.ts';
import { BUNDLE_VARIABLE, type Target, TOOLBELTS } from '../../src/target.ts';

/** A small artifact that breaks no rule; `body` stands in the bundle, before it returns its lambda. */
export function artifact(target: Target, body = '', changes: Partial<Artifact> = {}): Artifact {
  const name = changes.name ?? 'greet';
  return {
    target,
    name,
    dir: `functions/greet/dist/${target}`,
    code: codeOf(target, body),
    config: configOf(
      target,
      { name, description: 'Greets.' },
      {
        event: 'No Event',
        input: { headers: [], payload: {} },
        environment: { GREETING: 'hello' },
      },
    ),
    ...changes,
  };
}

export function codeOf(target: Target, body = ''): string {
  const banner = [TOOLBELTS[target], 'node:crypto'].map((name) => importLineOf(name, target));
  const bundle = `var ${BUNDLE_VARIABLE}=(()=>{var t=Toolbelt;${body}return{lambda:()=>t}})();`;
  return [...banner, bundle, footerOf(target), ''].join('\n');
}

/** The rules an artifact breaks, each once. */
export function brokenRules(candidate: Artifact): string[] {
  return [...new Set(checkArtifact(candidate).map(({ rule }) => rule))];
}

/** The messages of one rule. */
export function messagesOf(candidate: Artifact, wanted: string): string[] {
  return checkArtifact(candidate)
    .filter(({ rule }) => rule === wanted)
    .map(({ found, remedy }) => `${found} | ${remedy}`);
}
