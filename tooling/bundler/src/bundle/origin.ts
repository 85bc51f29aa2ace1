const INSTALLED = /(?:^|[\\/])node_modules[\\/]/;

/** Whether a file belongs to an installed package, not to this repository. */
export const isForeign = (path: string): boolean => INSTALLED.test(path);
