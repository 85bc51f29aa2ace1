import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleFunction } from '../../src/bundle/bundle.ts';
import { createWorkspace, definitionOf, functionPackage, writeFiles } from '../support/workspace.ts';

/** Bundles a function that returns what the default export of a CommonJS package makes of the payload. */
async function bundleWith(source: string): Promise<string> {
  const definition = definitionOf('greet', 'return old(payload.greeting);', `import old from 'old';`);
  const root = createWorkspace(functionPackage('greet', { 'src/index.ts': definition }));
  const modules = 'functions/greet/node_modules';
  mkdirSync(join(root, modules), { recursive: true });
  writeFiles(root, {
    [`${modules}/old/package.json`]: JSON.stringify({ name: 'old', main: 'old.js' }),
    [`${modules}/old/old.js`]: source,
  });
  const entry = join(root, 'functions/greet/src/index.ts');
  return (await bundleFunction({ target: 'v2', name: 'greet', entry, root })).code;
}

it('bundles a package whose only CommonJS is its export like a module', async () => {
  const code = await bundleWith(`
    if (typeof(module) !== 'undefined' && typeof(exports) !== 'undefined') { module.exports = Old; }
    function Old(text) { return 'old ' + text; }`);

  expect(code).toContain('"old "+');
  expect(code).not.toMatch(/exports|defineProperty/);
});

it.each([
  ['requires something', `const a = require('./a.js'); module.exports = a;`],
  ['has several exports', 'exports.b = 1; module.exports = Old; function Old() {}'],
  ['exports twice', 'module.exports = Old; module.exports = Old; function Old() {}'],
])('leaves a package that %s to esbuild', async (_, source) => {
  const bundled = bundleWith(source);

  if (source.includes('./a.js')) await expect(bundled).rejects.toThrow('Could not resolve "./a.js"');
  else expect(await bundled).toContain('exports');
});
