import classNames from 'classnames/bind.js';

export default () => {
  return classNames.call({ a: 'x' }, 'a', { b: true, c: false }, ['d']);
};
