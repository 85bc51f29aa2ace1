import { fileURLToPath } from 'node:url';
import type { Target } from '@lp-functions/emulator';

/** Where the package of a function keeps what it has built. @param name the platform's, e.g. `oauth1_post` */
export function builtArtifact(name: string, target: Target): string {
  const folder = name.replaceAll('_', '-');
  return fileURLToPath(new URL(`../../../../functions/${folder}/dist/${target}/index.js`, import.meta.url));
}
