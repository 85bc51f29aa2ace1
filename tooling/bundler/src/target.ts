/** The platform's generations. */
export type Target = 'v1' | 'v2';

export const TARGETS: readonly Target[] = ['v1', 'v2'];

/** Both generations take at most this many characters of source code. */
export const CODE_LIMIT_CHARACTERS = 100_000;

/** Above this a build warns, and names what the artifact carries. */
export const CODE_WARNING_CHARACTERS = 30_000;

/** The module that each generation has its clients in. */
export const TOOLBELTS: Record<Target, string> = {
  v1: 'lp-faas-toolbelt',
  v2: 'core-functions-toolbelt',
};

/** The one top-level variable of an artifact. The same for all functions, so that one bundle serves any deployment. */
export const BUNDLE_VARIABLE = 'lpFunction';
