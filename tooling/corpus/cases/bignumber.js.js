import BigNumber from 'bignumber.js';

export default () => {
  return new BigNumber('0.1').plus('0.2').toFixed(20);
};
