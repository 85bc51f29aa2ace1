import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { checkArtifact } from '@lp-functions/bundler';
import { startInstance } from '@lp-functions/emulator';
import { describe, expect, it } from 'vitest';
import { builtArtifacts } from '../src/dist.ts';
import { runLocalV2 } from '../src/v2/run-local.ts';
import { parseReport } from '../src/vendor/run-local.ts';
import { account, project } from './support/account.ts';

const FUNCTIONS = ['client_credentials', 'context_get', 'context_save', 'oauth1_post', 'refresh_scheduler'];
const artifacts = { v1: builtArtifacts('v1'), v2: builtArtifacts('v2') };

/** What a warmer sends. Each function answers it at once, without a variable or a secret. */
const input = { headers: [], payload: { wakeUp: true } };
const AWAKE = { awake: true };

it('dist holds all five functions for both generations: ten artifacts', () => {
  for (const built of Object.values(artifacts)) {
    expect(built.map(({ name }) => name)).toEqual(expect.arrayContaining(FUNCTIONS));
  }
});

it.each(FUNCTIONS)('%s has scenarios of its own', (name) => {
  const file = new URL(`./functions/${name.replaceAll('_', '-')}.test.ts`, import.meta.url);
  expect(existsSync(file)).toBe(true);
});

it.each([...artifacts.v1, ...artifacts.v2])(
  '$name for $target is what the manifest says and breaks no rule',
  ({ name, target, code, config, entry }) => {
    expect(createHash('sha256').update(code).digest('hex')).toBe(entry.sha256);
    expect(checkArtifact({ target, name, dir: 'dist', code, config })).toEqual([]);
  },
);

describe('lpf invoke --local, as a developer types it', () => {
  it.each(artifacts.v1)('runs $name and leaves it as it was', async ({ name, file, code, config }) => {
    const { lpf } = await account();
    const { dir, path } = project([{ name, code, config: { ...config, input } }]);
    const { exitCode, stdout, stderr } = await lpf.run(dir, 'invoke', name, '--local');
    expect(parseReport(stdout)).toEqual({ result: AWAKE, logs: [] });
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    expect(readFileSync(path('functions', name, 'index.js')).equals(readFileSync(file))).toBe(true);
  });
});

describe('V2', () => {
  it.each(artifacts.v2)('$name runs as an ES module', async ({ name, target }) => {
    const instance = await startInstance({ function: name, target, accountId: null });
    expect((await instance.invokeInput(input)).result).toEqual(AWAKE);
    expect(await instance.stop()).toMatchObject({ byItself: true, code: 0 });
  });

  it.each(artifacts.v2)(
    '$name runs rewritten to CommonJS, and the way back leaves it as it was',
    async ({ name, code, config }) => {
      const { report, codeAfter } = await runLocalV2({
        function: { name, code, config: { ...config, input } },
      });
      expect(report).toEqual({ result: AWAKE, logs: [] });
      expect(codeAfter).toBe(code);
    },
  );
});
