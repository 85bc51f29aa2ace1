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
    try {
      return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
    } finally {
      lines.close();
    }
  },
};
