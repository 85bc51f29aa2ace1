import { buildCommands } from '@lp-functions/bundler/command/build';

await buildCommands(new URL('.', import.meta.url), { 'lp-upload': 'src/cli.ts' }, [
  'src/tool/ask.cjs',
  'src/tool/locate.cjs',
]);
