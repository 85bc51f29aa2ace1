// Makes JavaScript of the command line with all of the tooling that it stands on, so that it starts in a
// tenth of a second: Node 20 reads no TypeScript. What is installed stays outside.
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const { dependencies } = JSON.parse(readFileSync(path('package.json'), 'utf8'));

rmSync(path('dist'), { recursive: true, force: true });
mkdirSync(path('dist'));
// The processes of instances run it beside whatever file starts them.
cpSync(path('../emulator/src/instance/child'), path('dist/child'), { recursive: true });
await build({
  absWorkingDir: path('.'),
  entryPoints: { lp: 'src/main.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  external: Object.keys(dependencies).filter((name) => !name.startsWith('@lp-functions/')),
  logLevel: 'warning',
});
