import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { type Instance, type InstanceOptions, startInstance } from '../../src/index.ts';

const started: Instance[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((instance) => instance.stop()));
});

type Options = Omit<InstanceOptions, 'function' | 'target' | 'artifact'>;

/** An instance of a V1 function whose body is `code`; it sees `input`, `callback` and `Toolbelt`. */
export function startV1(code: string, options: Options = {}): Promise<Instance> {
  return start(
    `const { Toolbelt } = require('lp-faas-toolbelt');\nfunction lambda(input, callback) { ${code} }\n`,
    { ...options, target: 'v1' },
  );
}

/** An instance of a V2 function whose body is `code`; it sees `input` and `Toolbelt`. */
export function startV2(code: string, options: Options = {}): Promise<Instance> {
  return start(
    `import { Toolbelt } from "core-functions-toolbelt";\nasync function lambda(input) { ${code} }\n`,
    { ...options, target: 'v2' },
  );
}

/** The same in what they run in. */
export const lambdasIn = (isolate: InstanceOptions['isolate']) => ({
  startV1: (code: string, options: Options = {}) => startV1(code, { isolate, ...options }),
  startV2: (code: string, options: Options = {}) => startV2(code, { isolate, ...options }),
});

async function start(source: string, options: Omit<InstanceOptions, 'function'>): Promise<Instance> {
  const artifact = join(mkdtempSync(join(tmpdir(), 'lp-testbed-source-')), 'index.js');
  writeFileSync(artifact, source);
  const instance = await startInstance({ function: 'probe', artifact, ...options });
  started.push(instance);
  return instance;
}
