import EventEmitter, { EventEmitter as Named } from 'eventemitter3';

export default () => {
  const emitter = new EventEmitter();
  let sum = 0;
  emitter.on('add', (n) => {
    sum += n;
  });
  emitter.emit('add', 1);
  emitter.emit('add', 2);
  return [sum, emitter.eventNames(), Named === EventEmitter];
};
