import { curry, map, mergeDeepRight, pipe } from 'ramda';

export default () => {
  return [
    pipe(
      map((n) => n + 1),
      map(String),
    )([1, 2]),
    curry((a, b, c) => a + b + c)(1)(2, 3),
    mergeDeepRight({ a: { b: 1 } }, { a: { c: 2 } }),
  ];
};
