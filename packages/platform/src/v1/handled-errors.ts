/**
 * The vendor's local HTTP client reports a failure twice: it rejects its promise, which we handle, and emits the
 * same error as an event that nobody can listen to. The second one would end the process.
 */
const handled = new WeakSet<object>();
let installed = false;

/** Remembers an error that has been dealt with. */
export const markHandled = (error: object) => handled.add(error);

/** From now on second reports of handled errors are ignored; any other unhandled rejection ends the process as before. */
export function ignoreUnhandled(): void {
  if (installed) return;
  installed = true;
  process.on('unhandledRejection', (reason) => {
    if (!handled.has(reason as object)) throw reason;
  });
}
