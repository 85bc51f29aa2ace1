import { compile, match, pathToRegexp } from 'path-to-regexp';

export default () => {
  return [
    match('/orders/:id')('/orders/7'),
    compile('/a/:b')({ b: 'c d' }),
    pathToRegexp('/x{/:y}').regexp.source,
  ];
};
