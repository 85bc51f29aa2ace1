import type { Surroundings } from '../../src/connect.ts';
import type { ConnectOptions, LocalSecrets, Ui } from '../../src/index.ts';

export interface Recorded extends Surroundings {
  /** Everything that was shown or printed. */
  output(): string;
  /** What was put into the emulator's storage. */
  secrets: Map<string, unknown>;
}

/**
 * Surroundings that keep what they are told.
 * @param open the person with a browser
 * @param answers to questions, by a word in them
 */
export function recorded(
  open: (url: string) => Promise<unknown>,
  answers: Record<string, string> = {},
): Recorded {
  const lines: string[] = [];
  const secrets = new Map<string, unknown>();
  const answer = async (question: string) => {
    lines.push(question);
    const word = Object.keys(answers).find((each) => question.includes(each));
    if (word === undefined) throw new Error(`unexpected question: ${question}`);
    return answers[word] ?? '';
  };
  const ui: Ui = {
    say: (text) => void lines.push(text),
    warn: (text) => void lines.push(text),
    show: (title, text) => void lines.push(title, text),
    ask: answer,
    askOptional: async (question) =>
      Object.keys(answers).some((word) => question.includes(word)) ? answer(question) : '',
    askSecret: answer,
    choose: async (question, _, choices) => {
      const chosen = await answer(question);
      const choice = choices.find(({ value }) => value === chosen);
      if (!choice) throw new Error(`${chosen} is not offered`);
      return choice.value;
    },
    confirm: async () => true,
    pause: async (text) => void lines.push(text),
  };
  const local: LocalSecrets = {
    place: '.lp',
    all: async () => Object.fromEntries(secrets),
    set: async (values) => {
      for (const [name, value] of Object.entries(values)) secrets.set(name, value);
    },
  };
  return {
    ui,
    local,
    secrets,
    print: (text) => void lines.push(text),
    open: async (url) => {
      // As a browser of its own: whatever goes wrong there is not the program's to know.
      void open(url).catch(() => undefined);
      return true;
    },
    output: () => lines.join('\n'),
  };
}

export const TIMEOUT_MS = 20_000;

export const baseOptions = (overrides: Partial<ConnectOptions>): ConnectOptions => ({
  connection: 'acme',
  storage: 'single',
  destination: { kind: 'local' },
  timeoutMs: TIMEOUT_MS,
  ...overrides,
});
