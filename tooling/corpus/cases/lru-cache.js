import { LRUCache } from 'lru-cache';

export default () => {
  const cache = new LRUCache({ max: 2 });
  for (const key of ['a', 'b', 'c']) cache.set(key, key);
  return [[...cache.keys()], cache.has('a')];
};
