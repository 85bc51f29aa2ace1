import { describe, expect, it } from 'vitest';
import { smokeRun } from '../../src/smoke/smoke.ts';
import { TARGETS, type Target } from '../../src/target.ts';
import { codeOf } from '../support/artifact.ts';
import { bundle, bundleWith } from '../support/run.ts';
import { definitionOf } from '../support/workspace.ts';

const run = async (made: ReturnType<typeof bundle>) => {
  const { target, code, map } = await made;
  return smokeRun({ target, code, map, label: `functions/greet/dist/${target}/index.js` });
};

/** A file that no source stands behind. */
const runCode = (target: Target, body: string) =>
  smokeRun({
    target,
    code: codeOf(target, body),
    map: '{"version":3,"sources":[],"mappings":""}',
    label: 'index.js',
  });

describe.each(TARGETS)('a smoke run on %s', (target) => {
  it('passes what loads and answers a warmer', async () => {
    await expect(run(bundle(target, definitionOf('greet')))).resolves.toBeUndefined();
  });

  it('names the source that fails while the file loads', async () => {
    const top = `const early: string[] | undefined = undefined;\nexport const first = early!.length;`;
    await expect(run(bundle(target, definitionOf('greet', 'return 1;', top)))).rejects.toThrow(
      /^functions\/greet\/src\/index\.ts:4:\d+: \[smoke-run\] the artifact cannot be loaded: TypeError: /,
    );
  });

  it("names a package's module that fails while the file loads", async () => {
    const failing = bundleWith(target, 'it', {
      'package.json': '{"name":"old","main":"index.js"}',
      'index.js': `module.exports = require('./inner.js');`,
      'inner.js': `// A comment\nvar missing = require('not-installed');\nmodule.exports = missing;`,
    });
    await expect(run(failing)).rejects.toThrow(
      /^functions\/greet\/node_modules\/old\/inner\.js:2:\d+: \[smoke-run\] .*Cannot find module 'not-installed'/,
    );
  });

  it('refuses what loads and does not answer as it should', async () => {
    await expect(runCode(target, 'return{lambda:(i,c)=>c?c(null,{}):{}};')).rejects.toThrow(
      'index.js: [smoke-run] answers {"wakeUp": true} with {}, not with {"awake":true}',
    );
  });

  it('refuses what throws instead of answering', async () => {
    await expect(runCode(target, 'return{lambda:()=>{throw new Error("no")}};')).rejects.toThrow(
      'does not answer {"wakeUp": true}: Error: no',
    );
  });

  it('refuses what ends its process', async () => {
    await expect(runCode(target, 'return{lambda:()=>process.exit(3)};')).rejects.toThrow(
      'does not answer {"wakeUp": true}: ended its process (3)',
    );
  });

  it('has the console of the platform when it runs, and nothing of the environment here', async () => {
    const body = `return{lambda:(i,c)=>{
      if(Object.keys(console).join()!=='debug,info,warn,error')throw new Error(Object.keys(console));
      if(Object.keys(process.env).length)throw new Error(Object.keys(process.env));
      console.info('I write to stdout');
      var a={awake:true};return c?c(null,a):a}};`;
    await expect(runCode(target, body)).resolves.toBeUndefined();
  });

  it('lets clients of the toolbelt be made while the file loads', async () => {
    await expect(
      runCode(
        target,
        'var s=Toolbelt.SecretClient();s.readSecret("a").catch(()=>{});return{lambda:(i,c)=>{var a={awake:true};return c?c(null,a):a}};',
      ),
    ).resolves.toBeUndefined();
  });
});

it('loads V1 as a script and V2 as a module', async () => {
  const answer = (test: string) =>
    `var isRight=${test};return{lambda:(i,c)=>{var a={awake:isRight};return c?c(null,a):a}};`;
  await expect(
    runCode('v1', answer('typeof module==="object"&&(function(){return!!this})()')),
  ).resolves.toBeUndefined();
  await expect(
    runCode('v2', answer('typeof module==="undefined"&&(function(){return!this})()')),
  ).resolves.toBeUndefined();
});
