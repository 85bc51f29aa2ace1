/** A function that takes anything and does nothing with it, as logging to nobody does. */
const NOTHING = 'Boolean';

/**
 * What packages use of Node although the platform has it not, and what takes its place: a name or JSON. Its console
 * has debug, info, warn and error; V2 lacks the names of CommonJS, and no file stands beside an artifact. Own sources
 * that use any of these are refused before.
 */
export const REPLACED: Readonly<Record<string, string>> = {
  'console.log': 'console.info',
  'console.dir': 'console.info',
  'console.dirxml': 'console.info',
  'console.table': 'console.info',
  'console.trace': 'console.debug',
  'console.assert': NOTHING,
  'console.clear': NOTHING,
  'console.count': NOTHING,
  'console.countReset': NOTHING,
  'console.group': NOTHING,
  'console.groupCollapsed': NOTHING,
  'console.groupEnd': NOTHING,
  'console.time': NOTHING,
  'console.timeEnd': NOTHING,
  'console.timeLog': NOTHING,
  __dirname: '"/"',
  __filename: '"/index.js"',
};
