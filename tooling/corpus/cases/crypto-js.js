import CryptoJS from 'crypto-js';

export default () => {
  const sealed = CryptoJS.AES.encrypt('text', CryptoJS.enc.Hex.parse('00'.repeat(16)), {
    iv: CryptoJS.enc.Hex.parse('01'.repeat(16)),
  });
  return [
    sealed.toString(),
    CryptoJS.HmacSHA256('a', 'key').toString(),
    CryptoJS.lib.WordArray.random(8).sigBytes,
  ];
};
