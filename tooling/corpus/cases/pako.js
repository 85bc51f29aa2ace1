import pako from 'pako';

export default () => {
  const packed = pako.deflate('hello hello hello');
  return [pako.inflate(packed, { to: 'string' }), Buffer.from(packed).toString('base64')];
};
