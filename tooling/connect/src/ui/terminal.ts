import * as clack from '@clack/prompts';
import { ConnectError } from '../connect-error.ts';
import type { Ui } from './ui.ts';

/** Talks on a terminal. Everything goes to stderr: stdout is for results. */
export function terminalUi(): Ui {
  const output = process.stderr;
  return {
    say: (text) => clack.log.step(text, { output }),
    warn: (text) => clack.log.warn(text, { output }),
    show: (title, text) => clack.log.message(`${title}\n${text}`, { output }),
    ask: async (message, _, placeholder) =>
      answered(await clack.text({ message, placeholder, validate: filled, output })).trim(),
    askOptional: async (message, placeholder) =>
      answered(await clack.text({ message, placeholder, defaultValue: '', output })).trim(),
    // No mask: not even how long it is can be read over a shoulder.
    askSecret: async (message) =>
      answered(await clack.password({ message, mask: '', validate: filled, output })).trim(),
    choose: async (message, _, choices) => {
      const options = choices.map(({ value, label, hint }) => ({ value: String(value), label, hint }));
      const chosen = answered(await clack.select({ message, options, output }));
      const choice = choices.find(({ value }) => value === chosen);
      if (!choice) throw new ConnectError('USAGE', `${message}: ${chosen} is none of them`);
      return choice.value;
    },
    confirm: async (message) => answered(await clack.confirm({ message, output })),
    pause: async (message) => {
      answered(await clack.text({ message, defaultValue: '', output }));
    },
  };
}

const filled = (value: string | undefined) => (value?.trim() ? undefined : 'Something is needed here.');

function answered<Value>(value: Value | symbol): Exclude<Value, symbol> {
  if (clack.isCancel(value)) throw new ConnectError('USAGE', 'Stopped; nothing was stored');
  return value as Exclude<Value, symbol>;
}
