import type { Target, Toolbelt } from '@lp-functions/emulator';

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

/** On another Node.js than the one at hand, the platform alone: the local runner's toolbelt adds nothing to its fetch. */
export const COMBINATIONS = ALL.filter(({ toolbelt }) => !process.env.LP_NODE || toolbelt !== 'local');

export const isV1 = ({ target }: Combination) => target === 'v1';

/** The local runner's toolbelt hides status and headers of an answer that succeeded. */
export const showsAnswers = ({ toolbelt }: Combination) => toolbelt !== 'local';
