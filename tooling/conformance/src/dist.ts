import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FunctionConfig, type ManifestEntry, readManifest, type Target } from '@lp-functions/bundler';

/** Folder of the repository. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Something `pnpm build` made. */
export interface BuiltArtifact {
  name: string;
  target: Target;
  /** Absolute path of `index.js`. */
  file: string;
  code: string;
  config: FunctionConfig;
  entry: ManifestEntry;
}

/** What lies under `dist` for a generation, in the order of the manifest. */
export function builtArtifacts(target: Target): BuiltArtifact[] {
  return readManifest(ROOT)
    .artifacts.filter((entry) => entry.target === target)
    .map((entry) => {
      const file = join(ROOT, 'dist', entry.file);
      return {
        name: entry.function,
        target,
        file,
        code: readFileSync(file, 'utf8'),
        config: JSON.parse(readFileSync(join(dirname(file), 'config.json'), 'utf8')) as FunctionConfig,
        entry,
      };
    });
}

/** @throws when there is no such artifact */
export function builtArtifact(name: string, target: Target): BuiltArtifact {
  const found = builtArtifacts(target).find((artifact) => artifact.name === name);
  if (!found) throw new Error(`dist holds no ${name} for ${target}; run pnpm build`);
  return found;
}
