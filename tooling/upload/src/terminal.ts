import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';

/** Who reads what is printed and answers what is asked. */
export interface Terminal {
  /** Whether somebody is there to answer. */
  isInteractive: boolean;
  print(line: string): void;
  /** Asks for a yes; anything else is a no. */
  confirm(question: string): Promise<boolean>;
}

export const processTerminal: Terminal = {
  isInteractive: process.stdin.isTTY === true && process.stdout.isTTY === true,
  print: (line) => console.log(line),
  confirm: async (question) => {
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    // Ctrl-C and Ctrl-D close it without an answer.
    const closed = once(lines, 'close').then(() => '');
    const answer = await Promise.race([lines.question(`${question} [y/N] `).catch(() => ''), closed]);
    lines.close();
    return /^y(es)?$/i.test(answer.trim());
  },
};
