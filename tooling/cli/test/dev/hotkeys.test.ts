import { PassThrough } from 'node:stream';
import { expect, it, onTestFinished, vi } from 'vitest';
import { describeKeys, type Hotkey, listenToKeys } from '../../src/dev/hotkeys.ts';

function terminal(hotkeys: readonly Hotkey[]) {
  const isRaw: boolean[] = [];
  const setRawMode = function (this: PassThrough, raw: boolean) {
    isRaw.push(raw);
    return this;
  };
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode });
  const spy = vi.spyOn(process, 'stdin', 'get').mockReturnValue(stdin as unknown as typeof process.stdin);
  onTestFinished(() => spy.mockRestore());
  const quit = vi.fn();
  const failures: string[] = [];
  const unlisten = listenToKeys(hotkeys, quit, ({ message }) => failures.push(message));
  return { type: (text: string) => stdin.write(text), isRaw, quit, failures, unlisten };
}

it('does what keys say, typed one by one, quickly, or in capitals', async () => {
  const invoke = vi.fn();
  const { type } = terminal([{ key: 'i', does: 'invokes', run: invoke }]);
  type('i');
  type('iI');
  type('x');
  await expect.poll(() => invoke.mock.calls.length).toBe(3);
});

it('quits at Ctrl-C, and gives the terminal back', async () => {
  const { type, quit, isRaw, unlisten } = terminal([]);
  type('\u0003');
  await expect.poll(() => quit.mock.calls.length).toBe(1);
  unlisten();
  expect(isRaw).toEqual([true, false]);
});

it('says why a key could not do what it does', async () => {
  const run = () => Promise.reject(new Error('the function cannot be built'));
  const { type, failures } = terminal([{ key: 'i', does: 'invokes', run }]);
  type('i');
  await expect.poll(() => failures).toEqual(['the function cannot be built']);
});

it('describes keys, but not those that go without saying', () => {
  const run = () => {};
  expect(
    describeKeys([
      { key: 'q', does: 'quits', run },
      { key: '\r', does: '', run },
    ]),
  ).toBe('q quits');
});
