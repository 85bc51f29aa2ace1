import { openState, type State } from '@lp-functions/emulator';
import { findRoot, stateFolder } from '../project/root.ts';

/** Does something with the account's state; a running `lp dev` sees the change at once. */
export async function withState<Result>(
  work: (state: State, root: string) => Result | Promise<Result>,
): Promise<Result> {
  const root = findRoot();
  const state = openState({ path: stateFolder(root) });
  try {
    return await work(state, root);
  } finally {
    await state.close();
  }
}
