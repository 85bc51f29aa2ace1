import { Cron } from 'croner';

/** Whether a text is minute, hour, day of month, month and day of week, each within its range. */
export function isCron(text: string): boolean {
  // croner takes dates and nicknames, such as `@daily`, as well.
  if (text.split(' ').length !== 5) return false;
  try {
    new Cron(text, { mode: '5-part', paused: true });
    return true;
  } catch {
    return false;
  }
}
