import { type Terminal, type UploadOptions, upload } from '../../src/index.ts';
import type { FakeFunction } from './fake-lpf.ts';
import { codeOf } from './repository.ts';

export interface Spoken {
  /** What was printed. */
  lines: string[];
  /** What was asked. */
  questions: string[];
  text(): string;
}

/** A terminal that gives these answers, one after the other; without any nobody is there. */
export function terminalWith(...answers: boolean[]): Terminal & Spoken {
  const [lines, questions]: [string[], string[]] = [[], []];
  return {
    lines,
    questions,
    text: () => lines.join('\n'),
    isInteractive: answers.length > 0,
    print: (line) => lines.push(line),
    confirm: async (question) => {
      questions.push(question.trim());
      return answers[questions.length - 1] ?? false;
    },
  };
}

/** Uploads everything to V1 without a question, unless told otherwise. */
export async function run(options: Partial<UploadOptions> & { root: string }): Promise<string> {
  const terminal = terminalWith();
  await upload({ target: 'v1', names: [], yes: true, deploy: false, terminal, ...options });
  return terminal.text();
}

/** What the account of V1 holds after an upload of `orders`. */
export const UPLOADED: FakeFunction = {
  name: 'orders',
  description: 'About orders',
  state: 'Productive',
  code: codeOf('v1', 'orders'),
  variables: { TARGET_URL: 'https://api.acme.com/orders' },
};

export const commands = (calls: { args: string[] }[]): string[] => calls.map(({ args }) => args.join(' '));
