import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createLiveBuilder } from '../src/live-build.ts';
import { createWorkspace, functionPackage } from './support/workspace.ts';

const FILES = functionPackage('greet');
const [entry = ''] = Object.keys(FILES).filter((path) => path.endsWith('src/index.ts'));
const source = FILES[entry] ?? '';

it('builds what was saved right after a build has failed', async () => {
  const root = createWorkspace(FILES);
  const packageDir = join(root, 'functions/greet');
  const builder = createLiveBuilder(root);
  const save = (text: string) => writeFileSync(join(root, entry), text);
  try {
    for (let count = 0; count < 10; count++) {
      save('const broken = (;');
      await expect(builder.build(packageDir)).rejects.toThrow('src/index.ts:1:');
      const mark = `mark${count}`;
      save(`${source}\nglobalThis.${mark} = 1;\n`);
      const { functions } = await builder.build(packageDir);
      expect(functions.map(({ code }) => code.includes(mark))).toEqual([true, true]);
    }
  } finally {
    await builder.dispose();
  }
});
