import iconv from 'iconv-lite';

export default () => {
  return [
    iconv.encode('größe €', 'windows-1252').toString('hex'),
    iconv.decode(Buffer.from('82a0', 'hex'), 'shift_jis'),
  ];
};
