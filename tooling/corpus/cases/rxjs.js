import { from, lastValueFrom, TimeoutError } from 'rxjs';
import { map, mergeMap, toArray } from 'rxjs/operators';

export default async () => {
  const all = from([1, 2, 3]).pipe(
    mergeMap(async (n) => n * 2),
    map(String),
    toArray(),
  );
  return [await lastValueFrom(all), new TimeoutError().name];
};
