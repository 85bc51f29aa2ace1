import { enableMapSet, produce } from 'immer';

export default () => {
  enableMapSet();
  const base = { list: [1], map: new Map([['a', 1]]) };
  const next = produce(base, (draft) => {
    draft.list.push(2);
    draft.map.set('b', 2);
  });
  return [next.list, [...next.map], base.list];
};
