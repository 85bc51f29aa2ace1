import { join, relative } from 'node:path';
import { BuildError, createLiveBuilder, formatProblem, type Target } from '@lp-functions/bundler';
import { type Deployment, uuidOf } from '@lp-functions/emulator';
import { namesOf } from './packages.ts';
import type { Project } from './project.ts';

/** The only place that knows how functions are bundled. */
export interface ProjectBuilder {
  /** Never throws for faults of the sources: a function that cannot be built says why when it is called. */
  build(packageDir: string, targets?: readonly Target[]): Promise<ProjectBuild>;
  dispose(): Promise<void>;
}

export interface ProjectBuild {
  packageDir: string;
  functions: BuiltFunction[];
  /** The files that it was made of, relative to the repository. */
  files: string[];
  /** What keeps the functions from being built, with file and line. */
  problem?: string;
  warnings: string[];
}

export interface BuiltFunction {
  deployment: Deployment;
  /** Names of the secrets that it needs with its variables. */
  secrets: string[];
  schedule?: { cron: string; timeZone?: string; payload?: unknown };
}

const BOTH: readonly Target[] = ['v1', 'v2'];

export function createProjectBuilder(project: Project): ProjectBuilder {
  const { root, profile } = project;
  const builder = createLiveBuilder(root, { profile });
  return {
    dispose: builder.dispose,
    async build(packageDir, targets = BOTH) {
      try {
        const { functions, files, warnings } = await builder.build(packageDir, targets);
        return {
          packageDir,
          files,
          functions: functions.map(({ name, target, description, code, map, deployment }) => ({
            deployment: {
              target,
              name,
              uuid: uuidOf(target, name),
              description,
              ...(deployment.event !== 'No Event' && { eventId: deployment.event }),
              environment: deployment.environment,
              artifact: { code, map: withAbsoluteSources(map, root) },
            },
            secrets: deployment.secrets.filter(({ need }) => need !== 'unused').map((secret) => secret.name),
            ...(deployment.schedule && { schedule: deployment.schedule }),
          })),
          warnings: warnings.map(formatProblem),
        };
      } catch (error) {
        if (!(error instanceof BuildError)) throw error;
        return brokenBuild(packageDir, project, targets, error.message);
      }
    },
  };
}

async function brokenBuild(
  packageDir: string,
  project: Project,
  targets: readonly Target[],
  problem: string,
): Promise<ProjectBuild> {
  const names = await namesOf(packageDir, project);
  const functions = names.flatMap((name) =>
    targets.map((target) => ({
      deployment: {
        target,
        name,
        uuid: uuidOf(target, name),
        description: relative(project.root, packageDir),
        environment: {},
        artifact: { problem },
      },
      secrets: [],
    })),
  );
  return { packageDir, functions, files: [], problem, warnings: [] };
}

/** A debugger and the stacks of errors find the files wherever the copy of the artifact lies. */
function withAbsoluteSources(map: string, root: string): string {
  const content = JSON.parse(map) as { sources: string[] };
  return JSON.stringify({
    ...content,
    sources: content.sources.map((source) => (source.includes(':') ? source : join(root, source))),
  });
}
