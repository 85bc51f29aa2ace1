import ms from 'ms';

export default () => {
  return [ms('2 days'), ms(60_000, { long: true })];
};
