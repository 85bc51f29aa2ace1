import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startInstance } from '@lp-functions/emulator';
import { type Bundle, bundleFunction } from '../../src/bundle/bundle.ts';
import type { Target } from '../../src/target.ts';
import { createWorkspace, definitionOf, functionPackage, writeFiles } from './workspace.ts';

/** Bundles a function; `packages` are the files of installed packages, e.g. `old/index.js`. */
export function bundle(
  target: Target,
  source: string,
  packages: Record<string, string> = {},
): Promise<Bundle & { root: string }> {
  const root = createWorkspace(functionPackage('greet', { 'src/index.ts': source }));
  for (const [path, text] of Object.entries(packages)) {
    writeFiles(root, { [`functions/greet/node_modules/${path}`]: text });
  }
  const entry = join(root, 'functions/greet/src/index.ts');
  return bundleFunction({ target, entry, root }).then((made) => ({ ...made, root }));
}

/** Bundles a function that returns what an expression makes of an installed package, `it`. */
export const bundleWith = (
  target: Target,
  expression: string,
  files: Record<string, string>,
): Promise<Bundle & { root: string }> =>
  bundle(
    target,
    definitionOf('greet', `return ${expression};`, `import it from 'old';`),
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`old/${path}`, text])),
  );

/** What one run of a bundle returns, in an instance of its generation. */
export async function answerOf(
  { target, code, root }: Bundle & { root: string },
  payload: object = {},
): Promise<unknown> {
  const artifact = join(root, 'artifact.js');
  writeFileSync(artifact, code);
  const instance = await startInstance({
    function: 'greet',
    target,
    artifact,
    isolate: 'thread',
    env: { TARGET_URL: 'https://api.example.com' },
  });
  try {
    const { result, error } = await instance.invoke(payload);
    if (error) throw new Error(error.message);
    return result;
  } finally {
    await instance.stop({ lingerMs: 0 });
  }
}
