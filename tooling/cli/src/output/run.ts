import type { LogEntry, OutboundRequest, RunError, Usage } from '@lp-functions/emulator';
import { relativePlace } from './place.ts';
import type { Style } from './style.ts';

const LEVEL_FORMAT = { debug: 'dim', info: 'cyan', warn: 'yellow', error: 'red' } as const;

export function formatLog({ level, message, position }: LogEntry, style: Style, root: string): string {
  const place = position ? `  ${style('dim', relativePlace(position, root))}` : '';
  return `${style(LEVEL_FORMAT[level], level.padEnd(5))} ${message}${place}`;
}

export function formatRequest(request: OutboundRequest, style: Style, root: string): string {
  const { method, url, status, error, durationMs, refusedBy, position } = request;
  const answer = status ?? error ?? 'no answer';
  const why = refusedBy ? ` (${REFUSALS[refusedBy]})` : '';
  const place = position ? `  ${style('dim', relativePlace(position, root))}` : '';
  const isGood = status !== undefined && status < 400;
  const outcome = style(isGood ? 'green' : 'red', String(answer));
  const took = `${Math.round(durationMs)} ms`;
  return `${style('dim', '→')}     ${method} ${url} ${outcome}${why} ${took}${place}`;
}

const REFUSALS: Record<NonNullable<OutboundRequest['refusedBy']>, string> = {
  allowlist: 'the host is not on the allowlist: add it to "whitelist" in .lp/settings.json',
  requestsPerSecond: 'more requests in a second than V1 lets out',
  fault: 'a fault that was asked for',
};

/** The message, and the frames of the stack that are in the sources. */
export function formatError(error: RunError, style: Style, root: string): string {
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at ') && line.includes(root))
    .map((line) => style('dim', `      ${relativePlace(line.trim(), root)}`));
  return [`${style('red', 'error')} ${error.message}`, ...frames].join('\n');
}

const NAMES: Record<keyof Usage, [name: string, unit: string]> = {
  durationMs: ['time', 'ms'],
  memoryMb: ['memory', 'MB'],
  requestsPerSecond: ['requests a second', ''],
  connectionsPerSecond: ['connections a second', ''],
  connectionsPerMinute: ['connections a minute', ''],
  logEntries: ['log entries', ''],
  logChars: ['log characters', ''],
  secretChars: ['secret characters', ''],
};

/** What a run used of the limits, the exceeded ones marked. */
export function formatUsage(usage: Usage, style: Style): string {
  const parts = Object.entries(usage).map(([key, { used, allowed }]) => {
    const [name, unit] = NAMES[key as keyof Usage];
    const most = allowed === undefined ? '' : `/${count(allowed)}`;
    const text = `${name} ${count(used)}${most} ${unit}`.trimEnd();
    return allowed !== undefined && used > allowed ? style('red', text) : text;
  });
  return `${style('dim', 'used')}  ${parts.join(', ')}`;
}

const count = (value: number) => value.toLocaleString('en-US');
