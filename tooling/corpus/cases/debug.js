import debug from 'debug';

export default () => {
  debug.enable('lp:*');
  return [debug.enabled('lp:a'), debug.enabled('other'), typeof debug('lp:a').extend];
};
