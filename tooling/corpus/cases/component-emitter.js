import Emitter from 'component-emitter';

export default () => {
  const seen = [];
  const emitter = new Emitter();
  emitter.on('a', (value) => seen.push(value)).once('a', () => seen.push('once'));
  emitter.emit('a', 1).emit('a', 2);
  return [seen, emitter.hasListeners('a')];
};
