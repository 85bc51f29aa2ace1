import type { Notice } from './bundle/notices.ts';
import type { Deployment } from './deployment/deployment.ts';
import type { Target } from './target.ts';

/** One artifact of `dist/manifest.json`. Nothing in it depends on when or where it was built. */
export interface ManifestEntry {
  function: string;
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
  /** Names of the secrets to create. */
  secrets: string[];
  /** Hosts to allowlist. */
  hosts: string[];
  schedule?: NonNullable<Deployment['schedule']>;
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
  /** For whoever builds, one text each. */
  warnings: string[];
  /** The installed packages in the code. */
  notices: Notice[];
}
