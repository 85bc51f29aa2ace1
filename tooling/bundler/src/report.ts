import type { Carried } from './bundle/carried.ts';
import type { Notice } from './bundle/notices.ts';
import type { NeededSecret } from './deployment/secrets.ts';
import type { Schedule } from './deployment/settings.ts';
import type { Target } from './target.ts';

/** One artifact of `dist/manifest.json`. Nothing in it depends on when or where it was built. */
export interface ManifestEntry {
  /** The platform's name. */
  function: string;
  /** Folder of the function package, relative to the repository. */
  package: string;
  /** Nothing when it was built without one. */
  profile?: string;
  /** The only account that it may be uploaded to, as its profile says. */
  account?: string;
  target: Target;
  /** Path of the code, relative to the manifest. */
  file: string;
  characters: number;
  /** The platform's limit for `characters`. */
  limit: number;
  gzipBytes: number;
  sha256: string;
  /** Modules the platform provides. */
  externals: string[];
  environment: Record<string, string>;
  /** All that the function declares, also those that this deployment does not need. */
  secrets: NeededSecret[];
  /** Hosts that it talks to; on V1 they have to be allowlisted. */
  hosts: string[];
  schedule?: Schedule;
}

export interface Manifest {
  artifacts: ManifestEntry[];
}

/**
 * What `lp-bundle` leaves in a function package for `lp-bundle collect`, in `dist/report.json`. Beside it stand
 * `<target>/index.js` with its map, and `<target>/<function>.json`, the config of each of its functions.
 */
export interface Report {
  /** `file` is relative to the repository's `dist`. */
  artifacts: ManifestEntry[];
  /** What the code for each target is made of, the largest first. */
  carried: Partial<Record<Target, Carried[]>>;
  /** For whoever builds, one text each. */
  warnings: string[];
  /** The installed packages in the code. */
  notices: Notice[];
}
