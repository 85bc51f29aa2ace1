import { v5, validate, version } from 'uuid';

export default () => {
  const id = v5('a', v5.DNS);
  return [id, validate(id), version(id)];
};
