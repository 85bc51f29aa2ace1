import { mapLimit } from 'async';

export default () => {
  return mapLimit([1, 2, 3], 2, async (n) => n * 2);
};
