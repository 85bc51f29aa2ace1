interface Reason {
  lpHandled?: boolean;
}

let isListening = false;

/**
 * The vendor's local HTTP client reports a failure twice: it rejects its promise, and emits the same error as
 * an event that nobody can listen to, which would end the process. Once an error has been dealt with, its
 * second report is ignored. The mark is on the error itself, since a process may hold several functions, each
 * with its own copy of this module.
 */
export function markHandled(error: unknown): void {
  // A text has no place for a mark; the local client rejects with Errors.
  if (typeof error !== 'object' || error === null) return;
  Object.assign(error, { lpHandled: true });
  if (!isListening) listen();
  isListening = true;
}

function listen() {
  process.once('unhandledRejection', (reason: Reason | null) => {
    if (reason?.lpHandled) return listen();
    // Whoever listens keeps the process alive, and that is not ours to decide for foreign rejections:
    // reported once more, in our absence, they end what they would have ended.
    void Promise.reject(reason);
    setImmediate(listen);
  });
}
