import merge from 'deepmerge';

export default () => {
  return merge({ a: [1], b: { c: 1 } }, { a: [2], b: { d: 2 } });
};
