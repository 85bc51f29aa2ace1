import { type SecretOperation, type SecretStorage, secretFailure } from '../instance/secret-store.ts';
import type { SettingsFile } from '../state/settings-file.ts';

/**
 * The secret storage of the account. Only people create secrets; functions read them and update what exists.
 */
export interface AccountSecrets extends SecretStorage {
  names(): string[];
  /** Creates or replaces. */
  set(name: string, value: unknown): void;
  /** All values, for masking. */
  values(): unknown[];
}

/**
 * @param before called before each operation of a function; what it throws is what the operation fails with
 */
export function createAccountSecrets(
  settings: SettingsFile,
  before: (operation: SecretOperation, name: string) => void = () => {},
): AccountSecrets {
  const find = (name: string) => settings.read().secrets.find(({ key }) => key === name);
  return {
    names: () => settings.read().secrets.map(({ key }) => key),
    values: () => settings.read().secrets.map(({ value }) => value),
    set: (name, value) =>
      settings.change(({ secrets }) => {
        const known = secrets.find(({ key }) => key === name);
        if (known) known.value = value;
        else secrets.push({ key: name, value });
      }),
    async read(name) {
      before('read', name);
      const found = find(name);
      if (!found) throw secretFailure('not-found', `There is no Secret ${name} for this account`);
      return structuredClone(found.value);
    },
    async update(name, value) {
      before('update', name);
      settings.change(({ secrets }) => {
        const known = secrets.find(({ key }) => key === name);
        if (!known) throw secretFailure('op-failed', `Updating Secret ${name} failed`);
        known.value = value;
      });
    },
  };
}
