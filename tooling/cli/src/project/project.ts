/** What functions are built of. */
export interface Project {
  /** Folder of the repository. */
  root: string;
  /** Its `deploy.<profile>.json` files are laid over `deploy.json`. @default none */
  profile?: string;
}
