import lodash from 'lodash';

export default () => {
  return [
    lodash.chunk([1, 2, 3], 2),
    lodash.template('hi <%= name %>')({ name: 'a' }),
    lodash.chain([3, 1]).sortBy().value(),
  ];
};
