import { minimatch } from 'minimatch';

export default () => {
  return [minimatch('a/b/c.js', 'a/**/*.{js,ts}'), minimatch.braceExpand('{a,b}{1..3}')];
};
