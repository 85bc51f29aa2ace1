import { rewriteForV1Runner, undoV1Runner } from './v1-runner.ts';

/**
 * How the vendor's local runner of V2 treats a file. Its package is not on npm; what is known is that it turns import
 * lines into requires and back by regular expressions, over the whole text, and that only double quotes, single spaces
 * and a semicolon come back as they were. Both directions here are as greedy as that allows, so that what survives
 * them survives the real ones.
 */

const IMPORT = /import\s+([^;]+?)\s+from\s*["']([^"'\n]+)["'];?/g;
const REQUIRE = /(?:(?:const|let|var)\s+([^;=]+?)\s*=\s*)?require\("([^"\n]+)"\);/g;

/** Import lines as requires. */
export function importsToRequires(code: string): string {
  return code.replace(IMPORT, 'const $1 = require("$2");');
}

/** The way back. */
export function requiresToImports(code: string): string {
  return code.replace(REQUIRE, (_, names: string | undefined, module: string) =>
    names === undefined ? `import "${module}";` : `import ${names} from "${module}";`,
  );
}

/** The file as it is while the runner runs it. */
export function rewriteForV2Runner(code: string, name: string): string {
  return rewriteForV1Runner(importsToRequires(code), name);
}

/** The file as the runner leaves it. */
export function undoV2Runner(rewritten: string): string {
  return requiresToImports(undoV1Runner(rewritten));
}
