import { createRedactor, type Redactor } from '../output/redactor.ts';
import { type Instance, perInstance } from './instance.ts';

/** An instance that has met so many credentials begins anew: those of long ago are of no use to anybody. */
const MAX_KNOWN = 5_000;

const slotOf = perInstance((): { redactor?: Redactor } => ({}));

/**
 * The redactor of an instance. Its runs share it: what one of them has read is hidden in all, so that results
 * do not depend on which run read a secret, and the spellings of a secret are worked out once. A run that has
 * begun keeps the one it got.
 */
export function redactorOf(instance: Instance): Redactor {
  const slot = slotOf(instance);
  if (!slot.redactor || slot.redactor.size > MAX_KNOWN) slot.redactor = createRedactor();
  return slot.redactor;
}
