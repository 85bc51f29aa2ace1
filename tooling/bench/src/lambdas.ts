import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { peersFolder } from './peers.ts';

export type Target = 'v1' | 'v2';

export const TARGETS: readonly Target[] = ['v1', 'v2'];

const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url));
const EXTENSION = { v1: 'cjs', v2: 'mjs' };

/** What the lambdas of a bench lie in: their toolbelts are a stub. */
export interface LambdaFolder {
  /** One of ours as it is uploaded. @returns its path */
  ours(functionName: string, target: Target): string;
  /** One around a peer, `peers/lambdas/<name>.js`, bundled and minified as ours is. @returns its path */
  peer(name: string, target: Target): Promise<string>;
  remove(): void;
}

/** @param stub path of a module that exports `Toolbelt` */
export function createLambdaFolder(stub: string): LambdaFolder {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bench-lambdas-')));
  for (const toolbelt of ['lp-faas-toolbelt', 'core-functions-toolbelt']) {
    const home = join(folder, 'node_modules', toolbelt);
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'index.js'), `exports.Toolbelt = require(${JSON.stringify(stub)}).Toolbelt;\n`);
  }
  const write = (name: string, target: Target, code: string) => {
    const file = join(folder, `${name}.${EXTENSION[target]}`);
    writeFileSync(file, code);
    return file;
  };
  return {
    ours: (name, target) => write(name, target, ourLambda(name, target)),
    peer: async (name, target) => write(name, target, await peerLambda(name, target)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The platform calls a name of the file; here the file is a module. */
function ourLambda(name: string, target: Target): string {
  const code = readFileSync(join(DIST, target, 'functions', name, 'index.js'), 'utf8');
  return code + (target === 'v1' ? 'exports.lambda = lambda;\n' : 'export { lambda };\n');
}

async function peerLambda(peer: string, target: Target): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import use from './${peer}.js';\nimport { toLambda } from './${target}.js';\nexport const lambda = toLambda(use);`,
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
