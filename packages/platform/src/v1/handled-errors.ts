let listening = false;

/**
 * The vendor's local HTTP client reports a failure twice: it rejects its promise, and emits the same error as an
 * event that nobody can listen to, which would end the process. Once an error has been dealt with, its second
 * report is ignored; any other unhandled rejection ends the process as before. The mark is on the error itself,
 * since a process may hold several functions, each with its own copy of this module.
 */
export function markHandled(error: { lpHandled?: boolean }): void {
  error.lpHandled = true;
  if (listening) return;
  listening = true;
  process.on('unhandledRejection', (reason: typeof error | null) => {
    if (!reason?.lpHandled) throw reason;
  });
}
