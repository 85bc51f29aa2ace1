import { customAlphabet, nanoid } from 'nanoid';

export default () => {
  return [nanoid().length, customAlphabet('a', 5)()];
};
