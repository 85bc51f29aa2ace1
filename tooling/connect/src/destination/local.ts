import { openState } from '@lp-functions/emulator';
import type { LocalSecrets } from './store.ts';

/** Where `pnpm dev` keeps its account. */
export const LOCAL_STATE = '.lp';

/** The secrets of the emulated platform, also while it runs: it reads the file anew. @param path of its state */
export const emulatorSecrets = (path: string = LOCAL_STATE): LocalSecrets => ({
  place: `${path}/settings.json`,
  async set(values) {
    const state = openState({ path });
    try {
      state.settings.change(({ secrets }) => {
        for (const [key, value] of Object.entries(values)) {
          const known = secrets.find((secret) => secret.key === key);
          if (known) known.value = value;
          else secrets.push({ key, value });
        }
      });
    } finally {
      await state.close();
    }
  },
});
