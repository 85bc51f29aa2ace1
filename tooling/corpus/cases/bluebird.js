import Bluebird from 'bluebird';

export default () => {
  return Bluebird.map([1, 2, 3], (n) => Bluebird.delay(1, n + 1), { concurrency: 2 }).then((all) => [
    all,
    new Bluebird.TimeoutError('late').name,
  ]);
};
