// `pnpm build` makes the bundler before anything that needs it; whoever comes earlier makes it here.
import { existsSync } from 'node:fs';

if (!existsSync(new URL('../dist/lp-bundle.mjs', import.meta.url))) await import('../build.mjs');
