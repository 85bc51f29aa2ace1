import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { VENDOR_NODE_MODULES, VENDOR_PROJECT_BIN } from './package.ts';

export interface VendorFunction {
  name: string;
  /** Text of `index.js`. */
  code: string;
  /** Content of `config.json`; text is written as it is. */
  config: unknown;
}

export interface VendorSettings {
  secrets: { key: string; value: unknown }[];
  whitelist: string[];
}

/** A project as `lpf init` lays it out, in a folder of its own under the system's temporary one. */
export interface VendorProject {
  readonly dir: string;
  path(...parts: string[]): string;
  remove(): void;
}

/** The tool rewrites `index.js` in place, and a killed run leaves it so: it always works on such a copy. */
export function createProject(
  functions: readonly VendorFunction[],
  settings?: VendorSettings,
): VendorProject {
  const dir = mkdtempSync(join(tmpdir(), 'lp-conformance-'));
  const path = (...parts: string[]) => join(dir, ...parts);
  const write = (file: string, content: unknown) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  };
  cpSync(VENDOR_PROJECT_BIN, path('bin'), { recursive: true });
  symlinkSync(VENDOR_NODE_MODULES, path('node_modules'));
  write(path('package.json'), { type: 'commonjs' });
  write(path('functions', 'settings.json'), settings ?? { secrets: [], whitelist: [] });
  for (const { name, code, config } of functions) {
    write(path('functions', name, 'index.js'), code);
    write(path('functions', name, 'config.json'), config);
  }
  return { dir, path, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
