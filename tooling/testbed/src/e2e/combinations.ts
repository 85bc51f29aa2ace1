import type { Target, Toolbelt } from '@lp-functions/emulator';
import { isThorough } from '../repetition.ts';

/** Where a built function has to work: the toolbelt of V1 behaves in two ways, that of V2 in one. */
export interface Combination {
  title: string;
  target: Target;
  toolbelt: Toolbelt;
}

const ALL: readonly Combination[] = [
  { title: 'V1', target: 'v1', toolbelt: 'documented' },
  { title: 'V1 with the toolbelt of the local runner', target: 'v1', toolbelt: 'local' },
  { title: 'V2', target: 'v2', toolbelt: 'documented' },
];

/**
 * The platform itself always. The local runner is no place where functions stay: the gate tries it too, but not on another
 * Node.js than the one at hand, to whose fetch its toolbelt adds nothing.
 */
const isOfTheRun = ({ toolbelt }: Combination) =>
  toolbelt !== 'local' || (isThorough && !process.env.LP_NODE);

export const COMBINATIONS = ALL.filter(isOfTheRun);

export const isV1 = ({ target }: Combination) => target === 'v1';

/** The local runner's toolbelt hides status and headers of an answer that succeeded. */
export const showsAnswers = ({ toolbelt }: Combination) => toolbelt !== 'local';
