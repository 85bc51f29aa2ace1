import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { peersFolder } from '../peers.ts';

export type Target = 'v1' | 'v2';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Measures the lambda that its arguments name. */
const MEASURE = path('./measure-lambda.cjs');
const EXTENSION = { v1: 'cjs', v2: 'mjs' };

/**
 * The lambdas that get a token by client credentials and call an API with it, as scripts to measure: ours as it is
 * uploaded, and one around each peer, bundled and minified as ours is.
 * @param folder for the files; the toolbelts in it are the stub's
 */
export async function prepareLambdas(folder: string, target: Target, peers: readonly string[]) {
  for (const toolbelt of ['lp-faas-toolbelt', 'core-functions-toolbelt']) {
    const home = join(folder, 'node_modules', toolbelt);
    mkdirSync(home, { recursive: true });
    const stub = JSON.stringify(path('./stub.cjs'));
    writeFileSync(join(home, 'index.js'), `exports.Toolbelt = require(${stub}).Toolbelt;\n`);
  }
  const scripts: Record<string, string[]> = {};
  const add = (name: string, code: string) => {
    const file = join(folder, `${name}.${target}.${EXTENSION[target]}`);
    writeFileSync(file, code);
    scripts[`${target} ${name}`] = [MEASURE, target, file];
  };
  add('client_credentials', ourLambda(target));
  for (const peer of peers) add(peer, await peerLambda(target, peer));
  return scripts;
}

/** The platform calls a name of the file; here the file is a module. */
function ourLambda(target: Target): string {
  const code = readFileSync(path(`../../../../dist/${target}/functions/client_credentials/index.js`), 'utf8');
  return code + (target === 'v1' ? 'exports.lambda = lambda;\n' : 'export { lambda };\n');
}

async function peerLambda(target: Target, peer: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: [
        `import { accessToken } from './${peer}.js';`,
        `import { toLambda } from './${target}.js';`,
        'export const lambda = toLambda(accessToken);',
      ].join('\n'),
      resolveDir: join(peersFolder, 'lambdas'),
    },
    bundle: true,
    write: false,
    minify: true,
    format: target === 'v1' ? 'cjs' : 'esm',
    platform: 'node',
    target: 'node20',
    external: ['lp-faas-toolbelt', 'core-functions-toolbelt'],
    // Packages that are CommonJS ask for Node's modules with require, which an ES module has not.
    banner:
      target === 'v2'
        ? {
            js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
          }
        : {},
    logLevel: 'error',
  });
  return `${outputFiles?.[0]?.text}`;
}
