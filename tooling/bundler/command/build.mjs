// Makes JavaScript of the commands of a package, with all of the workspace that they stand on.
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './esbuild.mjs';

const ESBUILD = fileURLToPath(new URL('./esbuild.mjs', import.meta.url));

/**
 * Writes `dist/<name>.mjs` for each command, and what it was made of beside it. What the package itself depends on
 * stays outside. Whoever builds the same at the same moment writes the same.
 * @param {URL} packageUrl folder of the package
 * @param {Record<string, string>} commands by name, the path of the source that starts it
 * @param {string[]} copied paths of files and folders that processes of their own run, beside whatever starts them
 */
export async function buildCommands(packageUrl, commands, copied = []) {
  const folder = fileURLToPath(packageUrl);
  const dist = join(folder, 'dist');
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { metafile, outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: commands,
    outdir: dist,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    alias: { esbuild: ESBUILD },
    external: Object.keys(dependencies).filter((name) => !name.startsWith('@lp-functions/')),
    logLevel: 'warning',
    metafile: true,
    write: false,
  });
  mkdirSync(dist, { recursive: true });
  for (const path of copied) cpSync(join(folder, path), join(dist, basename(path)), { recursive: true });
  for (const { path, contents } of outputFiles) writeWhole(path, contents);
  removeOthers(dist, new Set(outputFiles.map(({ path }) => basename(path))));
  const sources = [...Object.keys(metafile.inputs), ...copied, 'build.mjs', 'package.json'];
  const list = JSON.stringify(sources.map((path) => relative(dist, join(folder, path))));
  for (const name of Object.keys(commands)) writeWhole(join(dist, `${name}.mjs.sources.json`), list);
}

/** Chunks of an earlier build, which have other names. */
function removeOthers(dist, current) {
  for (const name of readdirSync(dist)) {
    if (/-[A-Z0-9]{8}\.mjs(\.map)?$/.test(name) && !current.has(name))
      rmSync(join(dist, name), { force: true });
  }
}

/** Nobody reads half a file. */
function writeWhole(path, contents) {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}`);
  writeFileSync(draft, contents);
  renameSync(draft, path);
}
