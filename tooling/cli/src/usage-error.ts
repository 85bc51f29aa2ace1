/** What the user of the command line has to mend: exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** How a command ends. */
export const EXIT = { fine: 0, functionFailed: 1, usage: 2, limit: 3 } as const;
