import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ROOT } from '../../src/dist.ts';
import { runNode } from '../../src/vendor/spawn.ts';

const BUNDLE = join(ROOT, 'tooling', 'bundler', 'bin', 'lp-bundle.mjs');

/** One function package, `orders`, that several platform functions are made of. */
const SOURCE = `
  import { defineFunction, optional, text, url } from '@lp-functions/platform';
  export default defineFunction({
    name: 'orders',
    description: 'Tells where orders go.',
    environment: { TARGET_URL: url(), SHARD: optional(text()), LABEL: optional(text()) },
    payload: {},
    secrets: { apiKey: {}, spareKey: { optional: true }, oldKey: { when: () => false } },
    targets: (env) => [env.TARGET_URL],
    handler: async ({ env }) => env.TARGET_URL,
  });`;

export interface Repository {
  root: string;
  /** Builds what the files say now. */
  build(profile?: string): Promise<void>;
  write(file: string, content: unknown): void;
  read(file: string): string;
  /** Paths of all files under `dist`, and their texts. */
  dist(): Record<string, string>;
}

/**
 * A repository with one function package, built by the project's own commands; ends with the test.
 * @param files contents, by their path in the package
 */
export async function builtRepository(files: Record<string, unknown>, profile?: string): Promise<Repository> {
  const root = mkdtempSync(join(tmpdir(), 'lp-conformance-repository-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const packageDir = join(root, 'functions', 'orders');
  const write = (file: string, content: unknown) => {
    mkdirSync(dirname(join(packageDir, file)), { recursive: true });
    writeFileSync(join(packageDir, file), typeof content === 'string' ? content : JSON.stringify(content));
  };
  const lpBundle = async (cwd: string, args: string[], env: Record<string, string>) => {
    const { exitCode, stderr } = await runNode(BUNDLE, args, { cwd, env });
    if (exitCode !== 0) throw new Error(`lp-bundle failed: ${stderr}`);
  };
  const build = async (wanted?: string) => {
    const env: Record<string, string> = wanted === undefined ? {} : { LP_PROFILE: wanted };
    await lpBundle(packageDir, [], env);
    await lpBundle(root, ['collect'], env);
  };
  writeFileSync(join(root, 'pnpm-workspace.yaml'), 'packages: [functions/*]\n');
  write('package.json', { name: 'orders', type: 'module' });
  write('src/index.ts', SOURCE);
  symlinkSync(join(ROOT, 'functions', 'oauth1-post', 'node_modules'), join(packageDir, 'node_modules'));
  for (const [file, content] of Object.entries(files)) write(file, content);
  await build(profile);
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  return {
    root,
    build,
    write,
    read,
    dist: () =>
      Object.fromEntries(
        readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
          .map((file) => [file, read(file)]),
      ),
  };
}
