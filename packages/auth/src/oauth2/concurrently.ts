const MAX_CONCURRENT = 50;

/** Works on all items, on a limited number at the same time. @param work must not reject */
export async function concurrently<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const active = new Set<Promise<unknown>>();
  for await (const item of items) {
    const job = work(item).finally(() => active.delete(job));
    active.add(job);
    if (active.size === MAX_CONCURRENT) await Promise.race(active);
  }
  await Promise.all(active);
}
