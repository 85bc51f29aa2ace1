import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { mergeNotices, noticesText } from '../bundle/notices.ts';
import { scheduleInUtc } from '../deployment/schedule-in-utc.ts';
import { toJson } from '../json.ts';
import { refuse } from '../problem.ts';
import type { Manifest, ManifestEntry, Report } from '../report.ts';
import { TARGETS, type Target } from '../target.ts';
import { isUntouched, lackingIn, settingsOf } from './settings.ts';
import type { Sized } from './table.ts';

/** What one package built. */
interface Built extends Report {
  packageDir: string;
}

export interface Collected {
  manifest: Manifest;
  /** For the table of sizes, in the order of the manifest. */
  sizes: Sized[];
  /** What the reader should know, e.g. about settings.json of their own. */
  notes: string[];
}

/**
 * Puts what the function packages built together under `dist`, as the vendor's tools want it, and removes what no
 * package builds any more.
 * @throws BuildError when a package was not built or two have the same name
 */
export function collect(root: string): Collected {
  const dist = join(root, 'dist');
  const built = functionPackages(root).map((packageDir) => readReport(packageDir, root));
  refuseDuplicates(built, root);
  refuseProfiles(built, root);
  const before = readManifestIfAny(dist);
  const manifest: Manifest = { artifacts: built.flatMap(({ artifacts }) => artifacts) };

  rmSync(join(dist, 'maps'), { recursive: true, force: true });
  for (const { file } of before?.artifacts ?? []) removeFolder(dirname(join(dist, file)));
  for (const { packageDir, artifacts } of built) {
    for (const artifact of artifacts) copyArtifact(packageDir, dist, artifact);
  }
  writeFileSync(
    join(dist, 'THIRD_PARTY_NOTICES'),
    noticesText(mergeNotices(built.flatMap(({ notices }) => notices))),
  );
  const notes = TARGETS.flatMap((target) => {
    const functions = join(dist, target, 'functions');
    mkdirSync(functions, { recursive: true });
    writeFileSync(join(dist, target, 'package.json'), toJson({ type: 'commonjs' }));
    return writeSettings(join(functions, 'settings.json'), { before, manifest, target });
  });
  writeFileSync(join(dist, 'manifest.json'), toJson(manifest));
  const sizes = built.flatMap(({ artifacts, carried }) =>
    artifacts.map((artifact) => ({ ...artifact, carried: carried[artifact.target] ?? [] })),
  );
  const warnings = built.flatMap((each) => each.warnings);
  return { manifest, sizes, notes: [...warnings, ...notes, ...timeZoneNotes(manifest, new Date())] };
}

/**
 * The manifest of the last `pnpm build`.
 * @param root folder of the repository
 */
export function readManifest(root: string): Manifest {
  return (
    readManifestIfAny(join(root, 'dist')) ??
    refuse('dist/manifest.json', 'manifest', 'the file is missing', 'run `pnpm build`')
  );
}

function readManifestIfAny(dist: string): Manifest | undefined {
  const path = join(dist, 'manifest.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest) : undefined;
}

/** Folders under `functions` that are packages, in the order of their names. */
export function functionPackages(root: string): string[] {
  const parent = join(root, 'functions');
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .sort()
    .map((name) => join(parent, name))
    .filter((dir) => existsSync(join(dir, 'package.json')));
}

function readReport(packageDir: string, root: string): Built {
  const path = join(packageDir, 'dist', 'report.json');
  if (!existsSync(path)) {
    refuse(
      relative(root, path),
      'collect',
      'the package was not built',
      'run `pnpm build`; its package.json needs the script "build": "lp-bundle"',
    );
  }
  return { ...(JSON.parse(readFileSync(path, 'utf8')) as Report), packageDir };
}

function refuseDuplicates(built: readonly Built[], root: string): void {
  const seen = new Map<string, string>();
  for (const { packageDir, artifacts } of built) {
    for (const artifact of artifacts) {
      const other = seen.get(artifact.file);
      if (other !== undefined) {
        refuse(
          join(relative(root, packageDir), 'deploy.json'),
          'name',
          `${artifact.function} is also the name of a function of ${relative(root, other)}`,
          'give one of the two another name, under "deployments" or by renaming its package',
        );
      }
      seen.set(artifact.file, packageDir);
    }
  }
}

/** An upload must not mix what is meant for several accounts. */
function refuseProfiles(built: readonly Built[], root: string): void {
  const artifacts = built.flatMap((each) => each.artifacts);
  const profiles = [...new Set(artifacts.map(({ profile }) => profile))];
  if (profiles.length > 1) {
    refuse(
      'dist/manifest.json',
      'profile',
      `the packages were built for several profiles: ${profiles.map((name = 'none') => name).join(', ')}`,
      'run `pnpm build`, with --profile for one of them',
    );
  }
  const [profile] = profiles;
  if (profile === undefined) return;
  const file = `deploy.${profile}.json`;
  if (functionPackages(root).some((packageDir) => existsSync(join(packageDir, file)))) return;
  refuse(
    'functions',
    'profile',
    `no package has a ${file}`,
    'correct the name of the profile, or add the file',
  );
}

/** Whoever writes `timeZone` expects it to count. */
function timeZoneNotes({ artifacts }: Manifest, now: Date): string[] {
  return artifacts.flatMap(({ function: name, package: folder, target, schedule }) => {
    if (target !== 'v1' || schedule?.timeZone === undefined) return [];
    const { cron, note } = scheduleInUtc(schedule, now);
    if (note === undefined) return [];
    const set = cron === undefined ? note : `${cron} there is ${note}`;
    return [`${folder}/deploy.json: V1 counts in UTC, also for ${name}: ${set}.`];
  });
}

/** Only what a manifest names is the build's to remove: others may keep functions of theirs beside ours. */
const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

function copyArtifact(
  packageDir: string,
  dist: string,
  { function: name, target, file }: ManifestEntry,
): void {
  const from = join(packageDir, 'dist', target);
  const code = join(dist, file);
  cpSync(join(from, 'index.js'), code);
  cpSync(join(from, `${name}.json`), join(dirname(code), 'config.json'));
  cpSync(join(from, 'index.js.map'), join(dist, 'maps', target, `${name}.js.map`));
}

interface SettingsOptions {
  before: Manifest | undefined;
  manifest: Manifest;
  target: Target;
}

function writeSettings(path: string, { before, manifest, target }: SettingsOptions): string[] {
  const current = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  if (current === undefined || isUntouched(current, before, target)) {
    writeFileSync(path, toJson(settingsOf(manifest, target)));
    return [];
  }
  const lacking = lackingIn(current, manifest, target);
  return lacking === undefined
    ? []
    : [`dist/${target}/functions/settings.json is yours and stays as it is; it ${lacking}.`];
}
