import { spawnSync } from 'node:child_process';
import { refuse } from '@lp-functions/bundler';

/**
 * What `pnpm build` does, in the repository that the process runs in.
 * @throws BuildError when it fails, after it has said why
 */
export function buildFirst(profile: string | undefined): void {
  const args = ['build.mjs', ...(profile === undefined ? [] : ['--profile', profile])];
  // Standard output is for the plan alone.
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', process.stderr, 'inherit'] });
  if (status === 0) return;
  refuse('pnpm build', 'build', 'the build failed, and nothing was sent', 'mend what it says above');
}
