import { buildCommands } from '@lp-functions/bundler/command/build';

await buildCommands(new URL('.', import.meta.url), {
  'lp-connect': 'src/cli.ts',
  'lp-providers': 'src/docs/cli.ts',
});
