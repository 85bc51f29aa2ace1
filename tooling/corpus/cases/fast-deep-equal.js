import equal from 'fast-deep-equal';
import equalEs6 from 'fast-deep-equal/es6/index.js';

export default () => {
  return [equal({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }), equalEs6(new Map([[1, 2]]), new Map([[1, 3]]))];
};
