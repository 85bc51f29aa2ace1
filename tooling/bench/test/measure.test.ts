import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { measureChildren, median } from '../src/measure.ts';

it('the median is the middle value, or the mean of the two in the middle', () => {
  expect(median([9, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 100])).toBe(3);
});

it('collects what each child process prints, round by round', () => {
  const script = join(mkdtempSync(join(tmpdir(), 'bench-')), 'script.cjs');
  writeFileSync(script, 'console.log(JSON.stringify({ cpuMs: 7 }))');
  expect(measureChildren({ a: script, b: script }, { rounds: 2 })).toEqual({
    a: { cpuMs: [7, 7] },
    b: { cpuMs: [7, 7] },
  });
});

it('a child that fails ends the measurement with what it said', () => {
  const script = join(mkdtempSync(join(tmpdir(), 'bench-')), 'script.cjs');
  writeFileSync(script, 'throw new Error("no stub")');
  expect(() => measureChildren({ broken: script }, { rounds: 1 })).toThrow(/broken failed:[\s\S]*no stub/);
});
