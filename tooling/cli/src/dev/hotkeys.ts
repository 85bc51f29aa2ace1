/** What a key of the keyboard does. */
export interface Hotkey {
  key: string;
  does: string;
  run(): unknown;
}

const CTRL_C = '\u0003';

/**
 * Listens to single keys, on a terminal only.
 * @param onFailure hears why a key could not do what it does
 * @returns ends the listening
 */
export function listenToKeys(
  hotkeys: readonly Hotkey[],
  quit: () => void,
  onFailure: (error: Error) => void,
): () => void {
  const { stdin } = process;
  if (!stdin.isTTY) return () => {};
  const press = async (key: string) => {
    if (key === CTRL_C) quit();
    else await hotkeys.find((hotkey) => hotkey.key === key.toLowerCase())?.run();
  };
  const hear = (text: string) => {
    // Several at once, when they are typed quickly.
    for (const key of text) press(key).catch(onFailure);
  };
  stdin.setRawMode(true).setEncoding('utf8').resume();
  stdin.on('data', hear);
  return () => {
    stdin.off('data', hear);
    stdin.setRawMode(false).pause();
  };
}

export const describeKeys = (hotkeys: readonly Hotkey[]): string =>
  hotkeys.flatMap(({ key, does }) => (does === '' ? [] : `${key} ${does}`)).join(', ');
