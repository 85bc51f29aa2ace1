import { __assign, __awaiter, __rest } from 'tslib';

export default async () => {
  const later = await __awaiter(undefined, undefined, Promise, function* () {
    return yield Promise.resolve(7);
  });
  return [later, __assign({ a: 1 }, { b: 2 }), __rest({ a: 1, b: 2 }, ['a'])];
};
