/**
 * How the vendor's local runner of V1 treats a file, as observed of liveperson-functions-cli 1.31.13 (`lpf invoke
 * --local`): it writes code around the file, maps a few packages to its own copies, runs the file where it stands,
 * and cuts its own code off again.
 */

const START = '// Rewire require\n\n';
const END = '\n\n// This is an auto';
const PACKAGES = ['oauth-1.0a', 'luxon', 'jsforce', 'jsonwebtoken', 'lodash'];

const plain = (name: string) => `require('${name}')`;
const mapped = (name: string) => `require('../bin/lp-faas-toolbelt/${name}')`;

/** The file as it is while the runner runs it. */
export function rewriteForV1Runner(code: string, name: string): string {
  const before = `require("module").prototype.require = require('../../bin/rewire').proxy; ${START}`;
  const after = `${END} generated code\n(async () => { await lambda(require('functions/${name}/config').input); })();`;
  return mapPackages(before + code + after);
}

/** The file as the runner leaves it. */
export function undoV1Runner(rewritten: string): string {
  return mapPackages(rewritten).split(START)[1]?.split(END)[0] ?? '';
}

/** Where in a file something stands that the runner changes, or takes for its own. */
export function placesForV1Runner(code: string): number[] {
  const texts = [
    ...PACKAGES.flatMap((name) => [plain(name), mapped(name)]),
    START.trimEnd(),
    END.trimStart(),
  ];
  return texts.map((text) => code.indexOf(text)).filter((index) => index >= 0);
}

/** Only the first occurrence of each, in the direction that the text seems to need. */
function mapPackages(text: string): string {
  const isMapped = PACKAGES.some((name) => text.includes(mapped(name)));
  return PACKAGES.reduce(
    (result, name) =>
      isMapped ? result.replace(mapped(name), plain(name)) : result.replace(plain(name), mapped(name)),
    text,
  );
}
