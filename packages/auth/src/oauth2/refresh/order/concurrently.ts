const MAX_CONCURRENT = 50;

/**
 * Works on all items, on a limited number at the same time.
 * @param work must not reject
 * @returns the results, in the order of the items
 */
export async function concurrently<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  const workOff = async () => {
    for (const [index, item] of left) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(items.length, MAX_CONCURRENT) }, workOff));
  return results;
}
