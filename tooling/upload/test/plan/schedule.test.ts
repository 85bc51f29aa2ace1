import { expect, it } from 'vitest';
import { scheduleWork } from '../../src/plan/schedule.ts';
import type { CloudSchedule } from '../../src/tool/account.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const BERLIN = { cron: '0 9 * * *', timeZone: 'Europe/Berlin' };

const work = (
  target: 'v1' | 'v2',
  schedule: { cron: string; timeZone?: string; payload?: Record<string, unknown> } | undefined,
  existing: CloudSchedule[] | undefined,
) =>
  scheduleWork({ function: 'orders', target, ...(schedule && { schedule }) }, { schedules: existing }, NOW);

it('is none when the account has it already, or when there is to be none', () => {
  const same = [{ function: 'orders', cron: '0 9 * * *', payload: {} }];
  expect(work('v1', { cron: '0 9 * * *' }, same)).toBeUndefined();
  expect(work('v2', { cron: '0 9 * * *', timeZone: 'UTC' }, same)).toBeUndefined();
  expect(work('v2', undefined, [])).toBeUndefined();
});

it('is to set it when nobody tells which there are', () => {
  expect(work('v2', BERLIN, undefined)).toMatchObject({ to: '0 9 * * * (Europe/Berlin)', from: undefined });
});

it('says what is there and what it is to be', () => {
  const other = [{ function: 'orders', cron: '0 * * * *', payload: { force: true } }];
  expect(work('v2', { cron: '0 9 * * *', payload: { force: false } }, other)).toMatchObject({
    from: '0 * * * * (UTC), payload {"force":true}',
    to: '0 9 * * * (UTC), payload {"force":false}',
  });
});

it('is in UTC on V1, with what a person has to know', () => {
  expect(work('v1', BERLIN, [])).toMatchObject({
    to: '0 8 * * * (UTC)',
    cron: '0 8 * * *',
    note: expect.stringContaining('0 9 * * * in Europe/Berlin while that is UTC+1'),
  });
  expect(work('v1', BERLIN, [{ function: 'orders', cron: '0 8 * * *', payload: {} }])).toBeUndefined();
});

it('leaves the choice to a person when no schedule in UTC says it', () => {
  expect(work('v1', { cron: '0 2 1 * *', timeZone: 'Asia/Tokyo' }, undefined)).toMatchObject({
    to: '0 2 1 * * (Asia/Tokyo)',
    cron: undefined,
    note: expect.stringContaining('choose'),
  });
});

it('names one that is there although there is to be none', () => {
  const extra = [{ function: 'orders', cron: '0 * * * *', payload: {} }];
  expect(work('v2', undefined, extra)).toMatchObject({ from: '0 * * * * (UTC)', to: undefined });
});
