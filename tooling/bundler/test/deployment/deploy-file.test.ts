import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDeployFile } from '../../src/deployment/deploy-file.ts';
import { createWorkspace } from '../support/workspace.ts';

function read(content: unknown) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const root = createWorkspace({ 'deploy.json': text });
  return readDeployFile(join(root, 'deploy.json'), 'functions/greet/deploy.json');
}

describe('readDeployFile', () => {
  it('sets nothing and names no event when there is no file', () => {
    expect(readDeployFile('/does/not/exist.json', 'x')).toEqual({ event: 'No Event' });
  });

  it('reads every field', () => {
    const everything = {
      event: 'messaging_new_conversation',
      environment: { TARGET_URL: 'https://api.example.com' },
      schedule: { cron: '*/30 8-18 * * MON-FRI', payload: { force: true }, timeZone: 'Europe/Berlin' },
      input: { headers: [{ key: 'a', value: 'b' }], payload: { greeting: 'hi' } },
    };
    expect(read(everything)).toEqual(everything);
  });

  it.each([
    '*/5 * * * *',
    '0 0 1 JAN sun',
    '0,30 8-18/2 1-15,L * *',
    '59 23 31 12 7',
    '0 9 ? * 5#3',
    '0 9 15W * ?',
  ])('takes the schedule %s', (cron) => {
    expect(read({ schedule: { cron } }).schedule).toEqual({ cron });
  });

  it('takes what editors on Windows write: a byte order mark, carriage returns', () => {
    expect(read('\uFEFF{\r\n  "event": "some_event"\r\n}\r\n').event).toBe('some_event');
  });

  it.each([
    [
      'a misspelt field',
      { enviroment: {} },
      'enviroment: no such field; known are event, environment, schedule, input',
    ],
    [
      'a misspelt field of a field',
      { schedule: { cron: '* * * * *', zone: 'UTC' } },
      'schedule.zone: no such field',
    ],
    ['a list', [], 'the file: expected an object'],
    ['a list as schedule', { schedule: [] }, 'schedule: expected an object'],
    ['text as schedule', { schedule: '* * * * *' }, 'schedule: expected an object'],
    ['an empty event', { event: '' }, 'event'],
    ['another way to name no event', { event: 'no event' }, 'or "No Event"'],
    ['the title of an event', { event: 'New Conversation' }, 'expected the id of an event'],
    [
      'a number as variable',
      { environment: { DEADLINE_MS: 28000 } },
      'environment.DEADLINE_MS: expected text',
    ],
    ['a list of variables', { environment: [] }, 'environment'],
    ['four cron fields', { schedule: { cron: '* * * *' } }, 'schedule.cron: expected five cron fields'],
    ['six cron fields', { schedule: { cron: '0 * * * * *' } }, 'schedule.cron'],
    ['a nickname as cron', { schedule: { cron: '@daily' } }, 'schedule.cron'],
    ['words as cron', { schedule: { cron: 'every day at ten o-clock' } }, 'schedule.cron'],
    ['no cron', { schedule: {} }, 'schedule.cron: is missing'],
    ...[
      '60 * * * *',
      '* 24 * * *',
      '* * 0 * *',
      '* * * 13 *',
      '* * * * 8',
      '*/0 * * * *',
      '*/99 * * * *',
    ].map((cron): [string, object, string] => [
      `a field out of its range: ${cron}`,
      { schedule: { cron } },
      'within its range',
    ]),
    ...['*5 * * * *', '5- * * * *', '1-2-3 * * * *', '1/2/3 * * * *', ', * * * *', '* * * FOO *'].map(
      (cron): [string, object, string] => [`no field: ${cron}`, { schedule: { cron } }, 'schedule.cron'],
    ),
    ['an unknown time zone', { schedule: { cron: '0 * * * *', timeZone: 'Mars/Base' } }, 'schedule.timeZone'],
    [
      'a payload above 8,000 characters',
      { schedule: { cron: '0 * * * *', payload: { a: 'x'.repeat(8000) } } },
      '8000',
    ],
    ['headers as object', { input: { headers: { a: 'b' } } }, 'input.headers'],
    ['broken JSON', '{ "event": ', 'JSON'],
  ])('refuses %s', (_, content, message) => {
    expect(() => read(content)).toThrow(/^functions\/greet\/deploy\.json: \[deploy-json\] /);
    expect(() => read(content)).toThrow(message);
  });

  it('names every fault at once', () => {
    expect(() => read({ event: '', schedule: { cron: '' } })).toThrow(/event[\s\S]*schedule\.cron/);
  });
});
