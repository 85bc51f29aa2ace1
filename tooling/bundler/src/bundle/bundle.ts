import { dirname, join, relative, sep } from 'node:path';
import { type BuildFailure, type BuildOptions, build as buildOnce, type Metafile } from 'esbuild';
import type { Code } from '../check/artifact.ts';
import { BuildError, type Problem } from '../problem.ts';
import { BUNDLE_VARIABLE, type Target } from '../target.ts';
import { externalsOf, footerOf, importLineOf } from './banner.ts';
import { type Carried, carriedIn } from './carried.ts';
import { platformExternals, usedExternals } from './externals.ts';
import type { Build } from './incremental.ts';
import { strayImports } from './inputs.ts';
import { problemsOf } from './messages.ts';
import { readsNames } from './names.ts';
import { legalComment, type Notice, noticesOf } from './notices.ts';
import { REPLACED } from './replaced.ts';

export interface Bundle {
  target: Target;
  code: string;
  /** Source map, paths relative to the repository. */
  map: string;
  /** What of the platform it imports. */
  externals: string[];
  /** What it is made of, the largest first. */
  carried: Carried[];
  /** The installed packages in it. */
  notices: Notice[];
  /** The files that were read for it, relative to the repository. */
  files: string[];
  /** The same bundle as the sources have it: for checks that ask what they say. */
  readable: Code;
  /** What may go wrong at run time, and does not keep the bundle from being one. */
  warnings: Problem[];
}

export interface BundleOptions {
  target: Target;
  /** Absolute path of the definition. */
  entry: string;
  /** Absolute path that source map paths are relative to. */
  root: string;
  /** One that remembers, for whoever bundles the same again and again. @default esbuild's own */
  build?: Build;
}

/**
 * Makes one single-file lambda in the shape that both generations and the vendor's tools leave unchanged: an IIFE
 * between the banner with the imports and the footer with `lambda`.
 *
 * esbuild bundles twice, some 20 ms each: first to see what is used, for the banner must name nothing else.
 * @throws BuildError for what cannot be bundled, and for what own sources may not do
 */
export async function bundleFunction(options: BundleOptions): Promise<Bundle> {
  const { target, entry, root } = options;
  const seen = await esbuild(options, { sourcemap: 'external' });
  const { inputs } = outputOf(seen.metafile);
  const readable: Code = {
    target,
    dir: relative(root, dirname(entry)),
    code: textOf(seen.outputFiles, '.js'),
    map: textOf(seen.outputFiles, '.js.map'),
  };
  const externals = usedExternals(inputs, externalsOf(target));
  const notices = noticesOf(inputs, root);
  const banner = [...externals.map((name) => importLineOf(name, target)), ...legalComment(notices)];
  const { metafile, outputFiles } = await esbuild(options, {
    minify: true,
    lineLimit: LINE_CHARACTERS,
    keepNames: readsNames(readable),
    define: { ...REPLACED },
    sourcemap: 'external',
    banner: { js: banner.join('\n') },
    footer: { js: footerOf(target) },
  });
  return {
    target,
    code: textOf(outputFiles, '.js'),
    map: textOf(outputFiles, '.js.map'),
    externals,
    carried: carriedIn(outputOf(metafile).inputs),
    notices,
    files: filesIn(seen.metafile),
    readable,
    warnings: seen.warnings,
  };
}

/** A stack trace names a line, and the console of the platform shows some of it. */
const LINE_CHARACTERS = 500;

interface Built {
  metafile: Metafile;
  outputFiles: { path: string; text: string }[];
  warnings: Problem[];
}

async function esbuild(
  { target, entry, root, build = buildOnce }: BundleOptions,
  options: BuildOptions,
): Promise<Built> {
  const packageDir = dirname(dirname(entry));
  const relativeTo = (from: string, path: string) => relative(from, path).split(sep).join('/');
  const adapter = `to${target.toUpperCase()}`;
  const result = await build({
    stdin: {
      contents: [
        `import { ${adapter} } from '@lp-functions/platform/${target}';`,
        `import definition from './${relativeTo(packageDir, entry)}';`,
        `export const lambda = ${adapter}(definition);`,
      ].join('\n'),
      resolveDir: packageDir,
      sourcefile: `${target}.js`,
      loader: 'js',
    },
    absWorkingDir: root,
    outfile: join(root, 'index.js'),
    bundle: true,
    format: 'iife',
    globalName: BUNDLE_VARIABLE,
    // Node's way to find a package's file, without what esbuild does for Node besides: `require` must not stay.
    platform: 'neutral',
    mainFields: ['main', 'module'],
    conditions: ['node'],
    target: 'node20',
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [platformExternals(target)],
    ...options,
    metafile: true,
    write: false,
  }).catch((failure: BuildFailure) => {
    throw Array.isArray(failure.errors)
      ? new BuildError(problemsOf(failure, { entry, root }).errors)
      : failure;
  });
  const { errors, warnings } = problemsOf(result, { entry, root });
  const faults = [...errors, ...strayImports(result.metafile, root)];
  if (faults.length > 0) throw new BuildError(faults);
  return { ...result, warnings };
}

/** Without the modules that stand for what the platform has: their names begin with a namespace. */
const filesIn = ({ inputs }: Metafile): string[] => Object.keys(inputs).filter((path) => !path.includes(':'));

function outputOf({ outputs }: Metafile): Metafile['outputs'][string] {
  const output = Object.values(outputs).find(({ entryPoint }) => entryPoint !== undefined);
  if (output === undefined) throw new Error('esbuild wrote no file for the entry');
  return output;
}

function textOf(files: readonly { path: string; text: string }[], ending: string): string {
  return files.find(({ path }) => path.endsWith(ending))?.text ?? '';
}
