import { buildCommands } from '@lp-functions/bundler/command/build';

await buildCommands(new URL('.', import.meta.url), { lp: 'src/main.ts' }, ['../emulator/src/instance/child']);
