import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Deployment, type Target, uuidOf } from '@lp-functions/emulator';

/** The built function, as `pnpm dev` would deploy it. */
export async function refreshScheduler(
  target: Target,
  environment: Record<string, string>,
): Promise<Deployment> {
  const name = 'refresh_scheduler';
  const file = fileURLToPath(
    new URL(`../../../../dist/${target}/functions/${name}/index.js`, import.meta.url),
  );
  return {
    target,
    name,
    uuid: uuidOf(target, name),
    description: 'Renews tokens.',
    environment,
    artifact: { code: await readFile(file, 'utf8') },
  };
}
