import { openState, type State } from '@lp-functions/emulator';
import type { LocalSecrets } from './store.ts';

/** Where `pnpm dev` keeps its account. */
export const LOCAL_STATE = '.lp';

/** The secrets of the emulated platform, also while it runs: it reads the file anew. @param path of its state */
export const emulatorSecrets = (path: string = LOCAL_STATE): LocalSecrets => ({
  place: `${path}/settings.json`,
  all: () =>
    withState(path, ({ settings }) =>
      Object.fromEntries(settings.read().secrets.map(({ key, value }) => [key, value])),
    ),
  set: (values) =>
    withState(path, ({ settings }) =>
      settings.change(({ secrets }) => {
        for (const [key, value] of Object.entries(values)) {
          const known = secrets.find((secret) => secret.key === key);
          if (known) known.value = value;
          else secrets.push({ key, value });
        }
      }),
    ),
});

async function withState<Result>(path: string, work: (state: State) => Result): Promise<Result> {
  const state = openState({ path });
  try {
    return work(state);
  } finally {
    await state.close();
  }
}
