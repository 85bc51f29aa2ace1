import nock from 'nock';
import { onTestFinished } from 'vitest';
import {
  type Artifact,
  type Deployment,
  type Emulator,
  type EmulatorOptions,
  startEmulator,
  type Target,
  uuidOf,
} from '../../src/index.ts';

/** Code of a V1 function with this body; it sees `input`, `callback` and `Toolbelt`. */
export const v1 = (body: string): Artifact => ({
  code: `const { Toolbelt } = require('lp-faas-toolbelt');\nfunction lambda(input, callback) { ${body} }\n`,
});

/** Code of a V2 function with this body; it sees `input` and `Toolbelt`. */
export const v2 = (body: string): Artifact => ({
  code: `import { Toolbelt } from "core-functions-toolbelt";\nasync function lambda(input) { ${body} }\n`,
});

export function deployment(
  target: Target,
  name: string,
  artifact: Deployment['artifact'],
  more: Partial<Deployment> = {},
): Deployment {
  const uuid = uuidOf(target, name);
  return { target, name, uuid, description: 'For a test.', environment: {}, artifact, ...more };
}

/** An emulator that ends with the test. */
export async function emulator(options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  nock.enableNetConnect('127.0.0.1');
  const started = await startEmulator({ port: 0, ...options });
  onTestFinished(started.stop);
  return started;
}
