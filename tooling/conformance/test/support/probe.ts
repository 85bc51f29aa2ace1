import type { FunctionConfig, Target } from '@lp-functions/bundler';

const LINES: Record<Target, { banner: string; footer: string }> = {
  v1: {
    banner: "const { Toolbelt } = require('lp-faas-toolbelt');",
    footer: 'function lambda(input, callback) { return lpFunction.lambda(input, callback); }',
  },
  v2: {
    banner: 'import { Toolbelt } from "core-functions-toolbelt";',
    footer: 'async function lambda(input) { return lpFunction.lambda(input); }',
  },
};

/** A function in the shape of our artifacts, written by hand, that returns a text. */
export function probe(
  target: Target,
  text = 'sound',
): { name: string; code: string; config: FunctionConfig } {
  const { banner, footer } = LINES[target];
  const bundle = `var lpFunction=(()=>{var b=Toolbelt;return{lambda:(i,c)=>{var r=b&&${JSON.stringify(text)};return c?c(null,r):r}}})();`;
  return {
    name: 'probe',
    code: [banner, bundle, footer, ''].join('\n'),
    config: {
      name: 'probe',
      description: 'Returns a text.',
      event: 'No Event',
      input: { headers: [], payload: {} },
      environmentVariables: target === 'v1' ? [{ key: '', value: '' }] : {},
    },
  };
}
