export interface Choice<Value extends string> {
  value: Value;
  label: string;
  hint?: string;
}

/** How the program talks to a person, or to a script that has nobody to ask. */
export interface Ui {
  /** Told as it happens; never a credential. */
  say(text: string): void;
  warn(text: string): void;
  /** Something to read or copy as it is. */
  show(title: string, text: string): void;
  /** @param flag what a script would say instead. @throws ConnectError `USAGE` where nobody can be asked */
  ask(question: string, flag: string, example?: string): Promise<string>;
  /** For what may be left out. @returns the empty text where nothing is said or nobody can be asked */
  askOptional(question: string, example?: string): Promise<string>;
  /** The same as `ask` without an echo. @param instead what a script would set */
  askSecret(question: string, instead: string): Promise<string>;
  choose<Value extends string>(
    question: string,
    flag: string,
    choices: readonly Choice<Value>[],
  ): Promise<Value>;
  confirm(question: string): Promise<boolean>;
  /** Waits until the person has done something outside. */
  pause(text: string): Promise<void>;
}
