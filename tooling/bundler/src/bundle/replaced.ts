/**
 * What packages use of Node although the platform has it not, and what takes its place. Its console lacks these
 * methods; V2 lacks the names of CommonJS, and no file stands beside an artifact. Own sources are refused before.
 */
export const REPLACED: Readonly<Record<string, string>> = {
  'console.log': 'console.info',
  'console.dir': 'console.info',
  'console.table': 'console.info',
  'console.trace': 'console.debug',
  __dirname: '"/"',
  __filename: '"/index.js"',
};
