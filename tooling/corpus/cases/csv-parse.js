import { parse } from 'csv-parse/sync';

export default () => {
  return parse('a,b\n1,"x, y"\n', { columns: true });
};
