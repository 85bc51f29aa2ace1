import bytes from 'bytes';

export default () => {
  return [bytes('1.5MB'), bytes(1_048_576, { unitSeparator: ' ' })];
};
