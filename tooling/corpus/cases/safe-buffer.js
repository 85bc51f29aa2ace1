import { Buffer as SafeBuffer } from 'safe-buffer';

export default () => {
  return [SafeBuffer.from('a').toString('hex'), SafeBuffer.alloc(2).length];
};
