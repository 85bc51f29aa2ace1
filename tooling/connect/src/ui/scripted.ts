import { ConnectError } from '../connect-error.ts';
import type { Ui } from './ui.ts';

/** For scripts and pipes: tells on stderr, and names the flag for whatever it would have to ask. */
export function scriptedUi(write: (line: string) => void = (line) => process.stderr.write(`${line}\n`)): Ui {
  const refuse = (question: string, flag: string) =>
    Promise.reject(new ConnectError('USAGE', `${question}: give ${flag}; there is no terminal to ask on`));
  return {
    say: write,
    warn: (text) => write(`warning: ${text}`),
    show: (title, text) => write(`${title}\n${text}`),
    ask: refuse,
    askOptional: async () => '',
    askSecret: refuse,
    choose: refuse,
    confirm: async () => false,
    pause: async () => undefined,
  };
}
