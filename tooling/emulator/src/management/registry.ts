import type { Target } from '../instance/workspace.ts';
import type { Records } from '../state/state.ts';
import { unknown } from './refusal.ts';

interface Named {
  uuid: string;
  name: string;
}

/** The functions of a generation: those that were uploaded, and those that `pnpm dev` put there. */
export interface Registry<Stored extends Named> {
  /** Uploaded ones, by name. */
  readonly uploaded: ReadonlyMap<string, Stored>;
  all(): Stored[];
  /** @throws Refusal when there is none */
  find(uuid: string | undefined): Stored;
  has(name: string): boolean;
  /** Resolves when a kill of this process can no longer lose it. */
  save(stored: Stored): Promise<void>;
}

const KIND = 'function';

/** @param others functions that nobody uploaded, in the form of this generation */
export function createRegistry<Stored extends Named>(
  records: Records,
  target: Target,
  others: () => Stored[],
): Registry<Stored> {
  const uploaded = new Map((records.list(KIND, target) as Stored[]).map((stored) => [stored.name, stored]));
  const all = () => [...uploaded.values(), ...others().filter(({ name }) => !uploaded.has(name))];
  return {
    uploaded,
    all,
    find(uuid) {
      const found = all().find((stored) => stored.uuid === uuid);
      if (!found) throw unknown(`No function ${uuid}`);
      return found;
    },
    has: (name) => all().some((stored) => stored.name === name),
    async save(stored) {
      uploaded.set(stored.name, stored);
      await records.put(KIND, target, stored.name, stored);
    },
  };
}
