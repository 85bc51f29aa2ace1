import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Folder of the vendor's command line tool. */
export const VENDOR_DIR = dirname(require.resolve('liveperson-functions-cli/package.json'));

/** What `lpf init` copies into a project: the local toolbelt and the rewiring of `require`. */
export const VENDOR_PROJECT_BIN = join(VENDOR_DIR, 'bin', 'example', 'bin');

/** The folder in which the toolbelt's dependencies lie side by side. */
export const VENDOR_NODE_MODULES = dirname(VENDOR_DIR);

export const VENDOR_VERSION = (require('liveperson-functions-cli/package.json') as { version: string })
  .version;

const { validateFunctionName } = require('liveperson-functions-cli/lib/shared/utils.js') as {
  validateFunctionName: (name: string) => true | string;
};

/** The vendor's own rule for names: true, or its complaint. */
export { validateFunctionName };
