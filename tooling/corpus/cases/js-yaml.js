import * as yaml from 'js-yaml';

export default () => {
  const failure = (() => {
    try {
      return yaml.load('a: [');
    } catch (error) {
      return error.name;
    }
  })();
  return [yaml.load('a: &x [1, 2]\nb: *x'), yaml.dump({ c: { d: null } }), failure];
};
