let handled: WeakSet<object> | undefined;

/**
 * The vendor's local HTTP client reports a failure twice: it rejects its promise, and emits the same error as an
 * event that nobody can listen to, which would end the process. Once an error has been dealt with, its second
 * report is ignored; any other unhandled rejection ends the process as before.
 */
export function markHandled(error: object): void {
  if (!handled) {
    const known = new WeakSet<object>();
    process.on('unhandledRejection', (reason) => {
      if (!known.has(reason as object)) throw reason;
    });
    handled = known;
  }
  handled.add(error);
}
