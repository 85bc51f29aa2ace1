import { dirname, join, relative, sep } from 'node:path';
import { type BuildFailure, type BuildOptions, build as buildOnce, type Metafile } from 'esbuild';
import { BuildError, type Problem } from '../problem.ts';
import { BUNDLE_VARIABLE, CODE_LIMIT_CHARACTERS, type Target } from '../target.ts';
import { externalsOf, footerOf, importLineOf } from './banner.ts';
import { type Carried, carriedIn } from './carried.ts';
import { platformExternals, usedExternals } from './externals.ts';
import type { Build } from './incremental.ts';
import { strayImports } from './inputs.ts';
import { problemsOf } from './messages.ts';
import { missingModules } from './missing.ts';
import { type Readable, readsNames } from './names.ts';
import { legalComment, type Notice, noticesOf } from './notices.ts';
import { REPLACED } from './replaced.ts';
import { undeclaredNames } from './undeclared.ts';
import { GLOBALS_NAMESPACE, undeclaredGlobals } from './undeclared-globals.ts';

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
  readable: Readable;
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
  const readable: Readable = {
    target,
    dir: relative(root, dirname(entry)),
    code: textOf(seen.outputFiles, '.js'),
    map: textOf(seen.outputFiles, '.js.map'),
  };
  const externals = usedExternals(inputs, externalsOf(target));
  const notices = noticesOf(inputs, root);
  const banner = [...externals.map((name) => importLineOf(name, target)), ...legalComment(notices)];
  const globals = target === 'v2' && notices.length > 0 ? undeclaredNames(readable) : [];
  const { made, warnings } = await fitting(readsNames(readable), (keepNames) =>
    esbuild(
      { ...options, globals },
      {
        minify: true,
        lineLimit: LINE_CHARACTERS,
        keepNames,
        define: { ...REPLACED },
        sourcemap: 'external',
        banner: { js: banner.join('\n') },
        footer: { js: footerOf(target) },
      },
    ),
  );
  return {
    target,
    code: textOf(made.outputFiles, '.js'),
    map: textOf(made.outputFiles, '.js.map'),
    externals,
    carried: carriedIn(outputOf(made.metafile).inputs),
    notices,
    files: filesIn(seen.metafile),
    readable,
    warnings: [...seen.warnings, ...warnings.map((found) => ({ file: readable.dir, ...found }))],
  };
}

/** Names of classes and functions are worth a tenth of the file, but not that the platform refuses it. */
async function fitting(
  keepsNames: boolean,
  make: (keepNames: boolean) => Promise<Built>,
): Promise<{ made: Built; warnings: Omit<Problem, 'file'>[] }> {
  const made = await make(keepsNames);
  if (!keepsNames || textOf(made.outputFiles, '.js').length <= CODE_LIMIT_CHARACTERS) {
    return { made, warnings: [] };
  }
  const warning = {
    rule: 'names',
    found:
      'the names of classes and functions do not fit into the file: `error.constructor.name` is another one',
    remedy: 'import less, or make sure that neither the function nor a package in it asks for such a name',
  };
  return { made: await make(false), warnings: [warning] };
}

/** A stack trace names a line, and the console of the platform shows some of it. */
const LINE_CHARACTERS = 500;

interface Built {
  metafile: Metafile;
  outputFiles: { path: string; text: string }[];
  warnings: Problem[];
}

interface EsbuildOptions extends BundleOptions {
  /** Globals to make before any other code runs. */
  globals?: readonly string[];
}

async function esbuild(
  { target, entry, root, build = buildOnce, globals = [] }: EsbuildOptions,
  options: BuildOptions,
): Promise<Built> {
  const packageDir = dirname(dirname(entry));
  const relativeTo = (from: string, path: string) => relative(from, path).split(sep).join('/');
  const adapter = `to${target.toUpperCase()}`;
  const result = await build({
    stdin: {
      contents: [
        ...(globals.length > 0 ? [`import '${GLOBALS_NAMESPACE}:${globals.join()}';`] : []),
        `import { ${adapter} } from '@lp-functions/platform/${target}';`,
        `import definition from './${relativeTo(packageDir, entry)}';`,
        `export const lambda = ${adapter}(definition);`,
      ].join('\n'),
      resolveDir: packageDir,
      sourcefile: `src/${target}.js`,
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
    plugins: [undeclaredGlobals, platformExternals(target), missingModules],
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
