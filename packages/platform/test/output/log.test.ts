import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog, LOG_LEVELS, type LogLevel } from '../../src/output/log.ts';
import { createRedactor } from '../../src/output/redactor.ts';
import { failureOf, runOf } from '../support/run.ts';

let entries: string[] = [];
beforeEach(() => {
  entries = [];
  for (const level of LOG_LEVELS) {
    vi.spyOn(console, level).mockImplementation((message: string) => void entries.push(message));
  }
});

const logFrom = (level: LogLevel, redactor = createRedactor()) => createLog(() => level, redactor);
const chars = () => entries.join('').length;

it.each([
  ['debug', ['debug', 'info', 'warn', 'error']],
  ['info', ['info', 'warn', 'error']],
  ['warn', ['warn', 'error']],
  ['error', ['error']],
] as const)('from %s on writes %j', (level, written) => {
  const log = logFrom(level);
  for (const each of LOG_LEVELS) log(each, each);

  expect(entries).toEqual(written);
});

it('writes to the console that is there at that moment', () => {
  const log = logFrom('warn');
  const replacement = vi.fn();
  vi.spyOn(console, 'warn').mockImplementation(replacement);
  log('warn', 'x');

  expect(replacement).toHaveBeenCalledExactlyOnceWith('x');
});

describe('budget', () => {
  it('is 10 entries and 5,000 characters', () => {
    const log = logFrom('debug');
    for (let i = 0; i < 50; i++) log('error', 'x'.repeat(10_000));

    expect(entries).toHaveLength(10);
    expect(chars()).toBe(5_000);
  });

  it('keeps the last place for an error', () => {
    const log = logFrom('debug');
    for (let i = 0; i < 50; i++) log('info', `line ${i}`);
    log('error', 'what matters');

    expect(entries).toHaveLength(10);
    expect(entries.at(-1)).toBe('what matters');
  });

  it('is not spent by levels that are not written', () => {
    const log = logFrom('warn');
    for (let i = 0; i < 50; i++) log('info', 'x');
    log('warn', 'y');

    expect(entries).toEqual(['y']);
  });

  it('belongs to a run, and the failure of the run is part of it', async () => {
    const { work } = runOf(
      ({ log }) => {
        for (let i = 0; i < 50; i++) log('debug', 'x'.repeat(1_000));
        throw new Error('at the end');
      },
      { env: { LOG_LEVEL: 'debug' } },
    );
    await failureOf(work);

    expect(entries).toHaveLength(10);
    expect(chars()).toBeLessThanOrEqual(5_000);
    expect(entries.at(-1)).toContain('at the end');
  });
});

it.each([undefined, ''])('writes warnings and errors when LOG_LEVEL is %j', async (level) => {
  const env: Record<string, string> = level === undefined ? {} : { LOG_LEVEL: level };
  await runOf(({ log }) => LOG_LEVELS.map((each) => log(each, each)), { env }).work;

  expect(entries).toEqual(['warn', 'error']);
});

it('removes credentials before it cuts, so that no half of one is left', () => {
  const redactor = createRedactor();
  redactor.add('s3cret-s3cret');
  logFrom('warn', redactor)('warn', `${'x'.repeat(494)}s3cret-s3cret`);

  expect(entries[0]).toBe(`${'x'.repeat(494)}[redac`);
});
