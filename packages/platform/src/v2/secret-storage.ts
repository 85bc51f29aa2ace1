import { Toolbelt } from 'core-functions-toolbelt';
import type { SecretStorage } from '../secrets/storage.ts';

/**
 * The secret storage of V2, whose toolbelt caches reads for five minutes. Two things of its cache are kept
 * from the runs of an instance: all of its reads share one object, which a function could change for the
 * others; and after an update it serves the JSON text of the new value instead of the value.
 */
export function createSecretStorage(): SecretStorage {
  /**
   * What this instance has written, or may have: an update that failed is not certain to have changed
   * nothing.
   */
  const written = new Set<string>();
  return {
    async read(name, fresh) {
      const useCache = !fresh && !written.has(name);
      const { value } = await Toolbelt.SecretClient().readSecret(name, { useCache });
      return typeof value === 'object' ? structuredClone(value) : value;
    },
    async update(key, value) {
      written.add(key);
      return Toolbelt.SecretClient().updateSecret({ key, value });
    },
  };
}
