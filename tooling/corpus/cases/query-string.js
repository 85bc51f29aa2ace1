import queryString from 'query-string';

export default () => {
  return [
    queryString.parse('a=1&a=2&b'),
    queryString.stringify({ x: ['y', 'z'] }, { arrayFormat: 'bracket' }),
  ];
};
