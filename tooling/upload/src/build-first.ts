import { spawnSync } from 'node:child_process';
import { refuse } from '@lp-functions/bundler';

/**
 * What `pnpm build` does, in the repository that the process runs in.
 * @throws BuildError when it fails, after it has said why
 */
export function buildFirst({ profile, isQuiet }: { profile: string | undefined; isQuiet: boolean }): void {
  const args = ['build.mjs', ...(profile === undefined ? [] : ['--profile', profile])];
  // Standard output is for the JSON document alone.
  const { status } = spawnSync(process.execPath, args, {
    stdio: ['ignore', isQuiet ? 2 : 'inherit', 'inherit'],
  });
  if (status === 0) return;
  refuse('pnpm build', 'build', 'the build failed, and nothing was sent', 'mend what it says above');
}
