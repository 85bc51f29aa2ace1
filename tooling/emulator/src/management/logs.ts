import type { RunRecord } from '../state/history.ts';

const MAX_LINES = 500;
const HEADER = 'lambdaUUID;requestID;timestamp;level;message;extras';

/** Logs as the platform exports them: at most 500 lines, the newest of them. */
export function logsAsCsv(runs: readonly RunRecord[], levels: readonly string[]): string {
  const wanted = new Set(levels.map((level) => level.toLowerCase()));
  const lines = runs.flatMap(({ uuid, id, startedAt, logs }) =>
    logs
      .filter(({ level }) => wanted.size === 0 || wanted.has(level))
      .map(({ level, message }) => [uuid, id, startedAt, named(level), quoted(message), '[]'].join(';')),
  );
  return `${[HEADER, ...lines.slice(-MAX_LINES)].join('\n')}\n`;
}

const named = (level: string) => `${level[0]?.toUpperCase()}${level.slice(1)}`;

/** A message with a separator, a quote or a line break stands in quotes. */
const quoted = (message: string) =>
  /[;"\n\r]/.test(message) ? `"${message.replaceAll('"', '""')}"` : message;
