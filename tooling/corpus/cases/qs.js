import qs from 'qs';

export default () => {
  return [qs.parse('a[b][]=1&a[b][]=2&c.d=3', { allowDots: true }), qs.stringify({ a: { b: [1, 2] } })];
};
