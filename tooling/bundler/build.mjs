import { buildCommands } from './command/build.mjs';

await buildCommands(new URL('.', import.meta.url), { 'lp-bundle': 'src/cli.ts' }, [
  'src/smoke/child.cjs',
  'src/smoke/toolbelt.cjs',
]);
