import ini from 'ini';

export default () => {
  return [ini.parse('a=1\n[b]\nc[]=x\nc[]=y'), ini.stringify({ s: { d: 'e' } })];
};
