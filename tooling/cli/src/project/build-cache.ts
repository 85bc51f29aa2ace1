import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProjectBuild } from './build.ts';
import type { Project } from './project.ts';
import { stateFolder } from './root.ts';

/** What a build was made of: names, times and sizes of files. */
interface Kept {
  stamp: string;
  files: string[];
  build: ProjectBuild;
}

/**
 * Builds a package unless what it was last built of is still the same: an unchanged function is called
 * without bundling and checking it again. Faults are never kept.
 */
export async function buildCached(
  project: Project,
  packageDir: string,
  target: 'v1' | 'v2',
): Promise<ProjectBuild> {
  const { root, profile } = project;
  const folder = join(stateFolder(root), 'build');
  const file = join(
    folder,
    [basename(packageDir), target, ...(profile === undefined ? [] : [profile]), 'json'].join('.'),
  );
  const kept = read(file);
  if (kept && kept.stamp === stampOf(root, kept.files)) return kept.build;
  // The bundler is loaded only when there is something to bundle.
  const { createProjectBuilder } = await import('./build.ts');
  const builder = createProjectBuilder(project);
  const build = await builder.build(packageDir, [target]);
  await builder.dispose();
  if (build.problem === undefined) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const text: Kept = { stamp: stampOf(root, build.files), files: build.files, build };
    writeFileSync(file, JSON.stringify(text), { mode: 0o600 });
  }
  return build;
}

/** The code that runs here is part of it: another bundler makes another file. */
const SELF = fileURLToPath(import.meta.url);

function stampOf(root: string, files: readonly string[]): string {
  return [SELF, ...files.map((file) => join(root, file))]
    .map((file) => {
      const stat = statSync(file, { throwIfNoEntry: false });
      return stat ? `${stat.mtimeMs}/${stat.size}` : 'none';
    })
    .join(' ');
}

function read(file: string): Kept | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
