import base from '@lp-functions/testbed/vitest';
import { defineConfig, mergeConfig } from 'vitest/config';

const fake = (name: string) => new URL(`./test/fakes/${name}.ts`, import.meta.url).pathname;

export default mergeConfig(
  base,
  defineConfig({
    test: {
      // The toolbelts exist only on the platform.
      alias: {
        'lp-faas-toolbelt': fake('lp-faas-toolbelt'),
        'core-functions-toolbelt': fake('core-functions-toolbelt'),
      },
      // The local toolbelt reports a failure twice; what the V1 adapter has dealt with is no fault of a test.
      onUnhandledError: (error) => !('lpHandled' in error),
    },
  }),
);
