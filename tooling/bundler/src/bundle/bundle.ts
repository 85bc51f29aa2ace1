import { dirname, join, relative, resolve, sep } from 'node:path';
import { type BuildFailure, build } from 'esbuild';
import { BuildError } from '../problem.ts';
import { bannerOf, footerOf, type Target } from '../target.ts';
import { plainCommonJs } from './commonjs.ts';
import { compress } from './compress.ts';
import { platformExternals, usedExternals } from './externals.ts';
import { withoutToolProperties } from './tool-properties.ts';
import { withoutUnusedMethods } from './unused-methods.ts';

export interface Bundle {
  code: string;
  /** Source map, paths relative to the repository. */
  map: string;
  externals: string[];
}

export interface BundleOptions {
  target: Target;
  /** The platform's name of the function, also the name of the bundle's only variable. */
  name: string;
  /** Absolute path of the definition. */
  entry: string;
  /** Absolute path that source map paths are relative to. */
  root: string;
}

/**
 * Makes one single-file lambda in the shape that both generations and the vendor's tools leave unchanged: an IIFE
 * between the banner with the imports and the footer with `lambda`.
 *
 * esbuild's own IIFE spends 400 characters on helpers that export one name, so its ES module output is wrapped here.
 */
export async function bundleFunction({ target, name, entry, root }: BundleOptions): Promise<Bundle> {
  const packageDir = dirname(dirname(entry));
  const result = await build({
    stdin: {
      contents: [
        `import { to${target.toUpperCase()} } from '@lp-functions/platform/${target}';`,
        `import definition from './${relative(packageDir, entry).split(sep).join('/')}';`,
        `export const lambda = to${target.toUpperCase()}(definition);`,
      ].join('\n'),
      resolveDir: packageDir,
      sourcefile: 'entry.ts',
      loader: 'ts',
    },
    absWorkingDir: packageDir,
    outfile: join(packageDir, 'dist', target, 'index.js'),
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'node20',
    supported: { 'top-level-await': false, 'import-meta': false },
    charset: 'ascii',
    legalComments: 'none',
    sourcemap: 'external',
    metafile: true,
    logLevel: 'silent',
    plugins: [platformExternals(target), plainCommonJs],
  }).catch((failure: BuildFailure) => {
    throw buildError(failure.errors ?? [{ text: String(failure) }], entry, root);
  });
  if (result.warnings.length > 0) throw buildError(result.warnings, entry, root);

  const [output] = Object.values(result.metafile.outputs).filter(
    ({ entryPoint }) => entryPoint !== undefined,
  );
  const externals = usedExternals(output?.inputs ?? {});
  const banner = bannerOf(target, externals);
  const head = `var ${name}=(()=>{`;
  const module = await compress({
    code: withoutUnusedMethods(withoutToolProperties(textOf(result.outputFiles, 'index.js'))),
    map: textOf(result.outputFiles, 'index.js.map'),
  });
  return {
    code: [...banner, `${head}${withoutExport(module.code, entry)}})();`, footerOf(target, name), ''].join(
      '\n',
    ),
    map: shiftMap(module.map, {
      lines: banner.length,
      columns: head.length,
      mapDir: join(packageDir, 'dist', target),
      root,
    }),
    externals,
  };
}

function textOf(files: readonly { path: string; text: string }[], name: string): string {
  return files.find(({ path }) => path.endsWith(sep + name))?.text ?? '';
}

/** Turns the module's export into the value that the IIFE returns. */
function withoutExport(module: string, entry: string): string {
  const code = module.replace(/export\{([\w$]+) as lambda\};\n?$/, 'return{lambda:$1}');
  if (code === module) {
    throw new BuildError([
      {
        file: entry,
        rule: 'bundle-shape',
        found: 'esbuild did not end the module with the export of lambda',
        remedy: 'pin esbuild to the version of the catalog, or teach the bundler its new output',
      },
    ]);
  }
  return code;
}

interface Shift {
  lines: number;
  columns: number;
  mapDir: string;
  root: string;
}

/** Moves the map behind the banner, and makes its paths the same on every machine. */
function shiftMap(text: string, { lines, columns, mapDir, root }: Shift): string {
  const map = JSON.parse(text) as { version: number; sources: string[]; mappings: string };
  return JSON.stringify({
    ...map,
    sources: map.sources.map((source) =>
      source.includes(':') ? source : relative(root, resolve(mapDir, source)).split(sep).join('/'),
    ),
    mappings: ';'.repeat(lines) + shiftFirstColumn(map.mappings, columns),
  });
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Adds to the first column of a map, a base64 VLQ number; all later ones are relative to it. */
function shiftFirstColumn(mappings: string, columns: number): string {
  let value = 0;
  let length = 0;
  for (let digit = 32; digit & 32; length++) {
    digit = BASE64.indexOf(mappings[length] ?? 'A');
    value |= (digit & 31) << (5 * length);
  }
  let rest = ((value >> 1) + columns) << 1;
  let encoded = '';
  do {
    const digit = rest & 31;
    rest >>= 5;
    encoded += BASE64[rest > 0 ? digit | 32 : digit];
  } while (rest > 0);
  return encoded + mappings.slice(length);
}

interface Message {
  text: string;
  location?: { file: string; line: number; column: number } | null;
}

function buildError(messages: readonly Message[], entry: string, root: string): BuildError {
  return new BuildError(
    messages.map(({ text, location }) => ({
      file: location
        ? `${relative(root, resolve(dirname(dirname(entry)), location.file))}:${location.line}:${location.column + 1}`
        : relative(root, entry),
      rule: 'bundle',
      found: text,
      remedy: 'mend the import or the syntax at this place',
    })),
  );
}
