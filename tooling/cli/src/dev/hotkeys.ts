/** What a key of the keyboard does. */
export interface Hotkey {
  key: string;
  does: string;
  run(): void | Promise<void>;
}

const CTRL_C = '\u0003';

/**
 * Listens to single keys, on a terminal only.
 * @returns ends the listening
 */
export function listenToKeys(hotkeys: readonly Hotkey[], quit: () => void): () => void {
  const { stdin } = process;
  if (!stdin.isTTY) return () => {};
  const hear = (text: string) => {
    if (text === CTRL_C) quit();
    else void hotkeys.find(({ key }) => key === text)?.run();
  };
  stdin.setRawMode(true).setEncoding('utf8').resume();
  stdin.on('data', hear);
  return () => {
    stdin.off('data', hear);
    stdin.setRawMode(false).pause();
  };
}

export const describeKeys = (hotkeys: readonly Hotkey[]): string =>
  hotkeys.map(({ key, does }) => `${key} ${does}`).join(', ');
