// By its path: the testbed stands on this package, so this one cannot depend on it.
export { default } from '../testbed/src/vitest/config.mjs';
