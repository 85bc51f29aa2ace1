import parse from 'yargs-parser';

export default () => {
  return parse(['--foo=1', '--no-bar', '-abc', 'rest'], { configuration: { 'strip-aliased': true } });
};
