import hash from 'object-hash';

export default () => {
  return [hash({ a: [1, new Date(0)], b: 'c' }), hash.MD5([null, undefined])];
};
