import _ from 'underscore';

export default () => {
  return [
    _.groupBy(['a', 'bb', 'c'], 'length'),
    _.chain([1, 2])
      .map((n) => n + 1)
      .value(),
    _.template('<%- x %>')({ x: '<' }),
  ];
};
