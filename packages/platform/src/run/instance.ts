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

/** The variables of a run, which are one object for as long as they say the same, and its account. */
interface Configured<Variables extends object> {
  env: Variables;
  accountId: string | undefined;
}

/**
 * What follows from the variables and the account alone, such as settings that several of them make up together. An
 * instance works it out once, and again when one of them has changed.
 * @param derive what it throws is thrown, and it is asked anew the next time
 */
export function perVariables<Variables extends object, Value>(
  derive: (configured: Configured<Variables>) => Value,
): (run: Configured<Variables> & { instance: Instance }) => Value {
  const keptOf = perInstance(() => new WeakMap<Variables, { value: Value }>());
  return (run) => {
    const kept = keptOf(run.instance);
    const slot = kept.get(run.env) ?? { value: derive(run) };
    kept.set(run.env, slot);
    return slot.value;
  };
}
