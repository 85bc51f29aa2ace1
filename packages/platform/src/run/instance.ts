/**
 * The identity of an instance of a function: what serves one run after the other, on V1 also several at once.
 * The one place for what is kept from run to run is what `perInstance` gives for it.
 */
export class Instance {
  /** Makes it a type of its own; there is nothing in it. */
  declare protected readonly brand: undefined;
}

/**
 * A slot of the memory of instances, for one purpose: `const tokensOf = perInstance(() => new Map<string,
 * Token>())`.
 * @param create what a new instance begins with
 * @returns gives what an instance keeps there, the same in all its runs
 */
export function perInstance<Value>(create: () => Value): (instance: Instance) => Value {
  const kept = new WeakMap<Instance, { value: Value }>();
  return (instance) => {
    const slot = kept.get(instance) ?? { value: create() };
    kept.set(instance, slot);
    return slot.value;
  };
}
