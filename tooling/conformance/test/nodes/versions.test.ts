import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { startInstance } from '@lp-functions/emulator';
import { describe, expect, it } from 'vitest';
import { builtArtifacts } from '../../src/dist.ts';
import { MAJORS, nodeBinary } from '../../src/nodes.ts';

const artifacts = [...builtArtifacts('v1'), ...builtArtifacts('v2')];

describe.each(MAJORS)('Node.js %i', (major) => {
  const node = nodeBinary(major);

  it('is what its binary is', () => {
    expect(execFileSync(node, ['--version'], { encoding: 'utf8' })).toMatch(new RegExp(`^v${major}\\.`));
  });

  it.each(artifacts)('loads and runs $name for $target', async ({ name, target }) => {
    const instance = await startInstance({ function: name, target, node, accountId: null });
    expect((await instance.invoke({ wakeUp: true })).result).toEqual({ awake: true });
    expect(await instance.stop()).toMatchObject({ byItself: true, code: 0 });
  });
});

it.each(builtArtifacts('v1'))('$name has end-to-end tests', ({ name }) => {
  const folder = new URL(`../../../../functions/${name.replaceAll('_', '-')}/test/e2e/`, import.meta.url);
  expect(readdirSync(folder)).toContainEqual(expect.stringMatching(/\.test\.ts$/));
});
