/** Work that is done once for all who ask for it at the same time. */
export interface SingleFlight<Value> {
  /**
   * Does the work, or joins it when somebody began it under this key and it is not over.
   * @param key has to tell apart all that makes results different
   */
  run(key: string, work: () => Promise<Value>): Promise<Value>;
  isUnderWay(key: string): boolean;
}

export function singleFlight<Value>(): SingleFlight<Value> {
  const flights = new Map<string, Promise<Value>>();
  return {
    isUnderWay: (key) => flights.has(key),
    run(key, work) {
      const joined = flights.get(key);
      if (joined !== undefined) return joined;
      // Begins in a moment, so that even work that throws at once finds its place in the map when it ends.
      const flight = Promise.resolve()
        .then(work)
        .finally(() => flights.delete(key));
      flights.set(key, flight);
      return flight;
    },
  };
}
