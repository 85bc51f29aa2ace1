import type { Message } from './messages.ts';

/** What an instance runs in: a process, or a thread of this one. */
export interface Isolate {
  /** A thread has none of its own. */
  readonly pid: number | undefined;
  /** Whether it still listens. */
  readonly isConnected: boolean;
  /** @param message as JSON gives it */
  send(message: object): void;
  onMessage(listener: (message: Message) => void): void;
  kill(): void;
  /** Everything it has written to stdout and stderr. */
  output(): string;
  /** Settles after the last output. */
  readonly ended: Promise<IsolateEnd>;
}

export interface IsolateEnd {
  code: number | null;
  /** Whoever was killed has no code. */
  signal: NodeJS.Signals | null;
  /** Why it never began. */
  error?: Error;
}
