import { createRequire } from 'node:module';

/**
 * esbuild, by `require`, for it is CommonJS: before Node imports such a package, it looks through all of it for the
 * names that it exports, which takes 40 ms in each process of a build.
 */
export const { build, context, transform } = createRequire(import.meta.url)('esbuild');
