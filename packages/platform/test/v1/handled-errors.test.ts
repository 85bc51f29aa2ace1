import { execFile } from 'node:child_process';
import { build } from 'esbuild';
import { expect, it, vi } from 'vitest';

// Each test starts a process, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });

// Plain JavaScript, so that a bare Node.js can load it.
const { outputFiles } = await build({
  entryPoints: [new URL('../../src/v1/handled-errors.ts', import.meta.url).pathname],
  bundle: true,
  format: 'esm',
  write: false,
});
const moduleUrl = `data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`;

/** Runs code in a process of its own, which either comes to its end or is ended by an unhandled rejection. */
function runAlone(code: string, ...nodeOptions: string[]) {
  const script = `
    import { markHandled } from ${JSON.stringify(moduleUrl)};
    import { markHandled as ofAnotherFunction } from ${JSON.stringify(`${moduleUrl}//copy`)};
    const reject = (error) => void Promise.reject(error);
    ${code}
    setTimeout(() => console.log('alive'), 20);`;
  return new Promise<{ alive: boolean; stderr: string }>((resolve) => {
    execFile(
      process.execPath,
      [...nodeOptions, '--input-type=module', '--eval', script],
      (_, stdout, stderr) => resolve({ alive: stdout === 'alive\n', stderr }),
    );
  });
}

it('survives the second report of errors that this or another function has marked', async () => {
  const code = `
    const mine = new Error(), other = new Error();
    markHandled(mine);
    ofAnotherFunction(other);
    reject(mine);
    reject(other);`;

  expect(await runAlone(code)).toEqual({ alive: true, stderr: '' });
});

it('listens once, however many errors a long-lived process meets', async () => {
  const code = `
    for (let i = 0; i < 50; i++) markHandled(new Error());
    if (process.listenerCount('unhandledRejection') !== 1) process.exit(1);`;

  expect(await runAlone(code)).toEqual({ alive: true, stderr: '' });
});

it.each([
  ['before any error was marked', `reject(new Error('foreign'));`],
  ['after one was marked', `markHandled(new Error()); reject(new Error('foreign'));`],
])('lets a foreign rejection end the process, %s', async (_, code) => {
  expect(await runAlone(code)).toEqual({ alive: false, stderr: expect.stringContaining('Error: foreign') });
});

it.each([
  ['only warned of', '', ['--unhandled-rejections=warn']],
  ['left to another listener', `process.on('unhandledRejection', () => {});`, []],
])('lets the process outlive a foreign rejection that is %s', async (_, before, nodeOptions) => {
  const code = `${before} markHandled(new Error()); reject(new Error('foreign'));`;

  expect(await runAlone(code, ...nodeOptions)).toMatchObject({ alive: true });
});
