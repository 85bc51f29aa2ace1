import { expect, it } from 'vitest';
// The build's check works with models of the two runners; these are not part of what the bundler offers to others.
import { rewriteForV1Runner, undoV1Runner } from '../../../bundler/src/vendor/v1-runner.ts';
import { rewriteForV2Runner, undoV2Runner } from '../../../bundler/src/vendor/v2-runner.ts';
import { builtArtifacts } from '../../src/dist.ts';
import { rewriteForRun, undoRewriting } from '../../src/v2/rewriting.ts';
import { runLocal } from '../../src/vendor/run-local.ts';
import { probe } from '../support/probe.ts';

const END = '\n\n// This is an auto';

it("the build's model of the V1 runner writes what the real one writes around an artifact", async () => {
  // It returns the file as it is while it runs.
  const lambda = probe('v1');
  const code = lambda.code.replace(
    /var r=[^;]*;/,
    "var r=process.getBuiltinModule('fs').readFileSync(__filename,'utf8');",
  );
  const { report, codeAfter } = await runLocal({ function: { ...lambda, code } });
  const running = String((report as { result: unknown }).result);
  expect(codeAfter).toBe(code);
  expect(undoV1Runner(running)).toBe(code);
  expect(running.split(END)[0]).toBe(rewriteForV1Runner(code, 'probe').split(END)[0]);
});

it.each(builtArtifacts('v2').map(({ name, code }) => ({ name, code })))(
  "$name survives the V2 runner's rewriting, which the build's model agrees with",
  ({ name, code }) => {
    const running = rewriteForRun(code, '');
    expect(running).not.toMatch(/^import/m);
    expect(running).toContain('const { Toolbelt } = require("core-functions-toolbelt");');
    expect(undoRewriting(running)).toBe(code);
    expect(running.split(END)[0]).toBe(rewriteForV2Runner(code, name).split(END)[0]);
    expect(undoV2Runner(running)).toBe(code);
  },
);
